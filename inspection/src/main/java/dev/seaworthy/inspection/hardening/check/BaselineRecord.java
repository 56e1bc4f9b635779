package dev.seaworthy.inspection.hardening.check;

import dev.seaworthy.base.Digest;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which validated baseline an operator holds images against.
///
/// @param id the operator's own name for it
/// @param distribution the `ID` of os-release that it is for; `none` for images without one
/// @param releases the beginnings of `VERSION_ID` that it is for, in whole parts; empty for any
/// @param profile the profile that makes it up here, by id and version
/// @param tailoringOrNull the tailoring that was validated with it
/// @param validation by a third party
public record BaselineRecord(
    String id,
    Checklist checklist,
    String distribution,
    List<String> releases,
    String profile,
    @Nullable Tailored tailoringOrNull,
    Validation validation) {

  public BaselineRecord {
    releases = List.copyOf(releases);
  }

  /// The checklist that it is taken from.
  ///
  /// @param isListed whether the National Checklist Program lists it; else it is the operator's own
  /// @param id in that program, or the operator's
  /// @param digest of the checklist's bytes
  public record Checklist(boolean isListed, String id, String version, Digest digest) {}

  /// A tailoring, by id and version and the digest of its canonical form.
  public record Tailored(String reference, Digest digest) {}

  /// Who held it to be right.
  ///
  /// @param by the person
  /// @param organisation such as the third-party assessment organisation
  /// @param evidence digest of what proves it
  /// @param expires the last day on which it holds
  public record Validation(
      String by, String organisation, LocalDate on, Digest evidence, LocalDate expires) {}
}
