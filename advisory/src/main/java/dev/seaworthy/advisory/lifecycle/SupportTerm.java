package dev.seaworthy.advisory.lifecycle;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How long one release of a distribution gets fixes.
///
/// @param distributions as the `ID` of os-release has it; `centos-stream` for CentOS Stream, which
///   calls itself `centos` too
/// @param release the `VERSION_ID` or its beginning up to a dot; `*` for a distribution that has no
///   releases
/// @param codename lower-case, where it tells releases apart, or empty
/// @param standardEndOrNull the last day on which everybody gets fixes; null when none is announced
/// @param extendedEndOrNull the last day of extended support; null when there is none
/// @param extendedBy who gets extended support
/// @param source who says so
/// @param asOf the day on which the source said so
public record SupportTerm(
    List<String> distributions,
    String release,
    String codename,
    @Nullable LocalDate standardEndOrNull,
    @Nullable LocalDate extendedEndOrNull,
    Extended extendedBy,
    String source,
    LocalDate asOf) {

  /// The release of a distribution that has none.
  static final String ROLLING = "*";

  public SupportTerm {
    distributions = List.copyOf(distributions);
    if (distributions.isEmpty() || release.isEmpty() || source.isEmpty()) {
      throw new IllegalArgumentException("a term needs a distribution, a release and a source");
    }
    if ((extendedEndOrNull == null) != (extendedBy == Extended.NOBODY)) {
      throw new IllegalArgumentException("extended support has an end and somebody who gets it");
    }
  }

  /// Who gets fixes once the standard support has ended.
  public enum Extended {
    NOBODY,
    /// Its fixes are in the public repositories and advisories, as those of Debian LTS.
    EVERYBODY,
    /// Its fixes and advisories are apart, as those of Ubuntu Pro or Red Hat ELS.
    SUBSCRIBERS
  }

  public Optional<LocalDate> standardEnd() {
    return Optional.ofNullable(standardEndOrNull);
  }

  public Optional<LocalDate> extendedEnd() {
    return Optional.ofNullable(extendedEndOrNull);
  }

  /// The last day on which everybody gets fixes, extended support included where it is for
  /// everybody; none when no end is announced.
  public Optional<LocalDate> publicEnd() {
    return extendedBy == Extended.EVERYBODY ? extendedEnd() : standardEnd();
  }

  /// Whether the distribution has no releases, so that only its newest state is supported.
  public boolean isRolling() {
    return release.equals(ROLLING);
  }
}
