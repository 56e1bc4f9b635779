package dev.seaworthy.advisory.lifecycle;

import dev.seaworthy.advisory.AdvisoryDatabase;
import dev.seaworthy.advisory.lifecycle.SupportTerm.Extended;
import dev.seaworthy.base.Text;
import dev.seaworthy.inventory.Distribution;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How long which release of which distribution is supported, in the shape of endoflife.date: one
/// term for each cycle, with the end of standard and of extended support.
public final class SupportTable {

  private static final String RESOURCE = "support.tsv";
  private static final String NONE = "-";
  private static final int COLUMNS = 8;
  private static final int TEXT_CHARS_MAX = 80;

  private final List<SupportTerm> terms;
  private final Map<String, List<SupportTerm>> byDistribution = new LinkedHashMap<>();

  private SupportTable(List<SupportTerm> terms) {
    this.terms = List.copyOf(terms);
    for (SupportTerm term : this.terms) {
      for (String distribution : term.distributions()) {
        byDistribution.computeIfAbsent(distribution, _ -> new ArrayList<>()).add(term);
      }
    }
  }

  /// The table that comes with the program.
  public static SupportTable builtIn() {
    try (InputStream in = SupportTable.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its table " + RESOURCE);
      }
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("reading the table " + RESOURCE, e);
    }
  }

  /// The table that comes with the program, with what a database says of one distribution where
  /// that is newer. Only that distribution is looked up.
  ///
  /// @param distribution null where the image has none
  public static SupportTable of(AdvisoryDatabase advisories, @Nullable Distribution distribution) {
    SupportTable builtIn = builtIn();
    if (distribution == null) {
      return builtIn;
    }
    String name = name(distribution);
    List<SupportTerm> newer =
        LifecycleTerms.of(advisories, name, builtIn.byDistribution.getOrDefault(name, List.of()));
    return newer.isEmpty() ? builtIn : builtIn.with(newer);
  }

  /// Reads a table; its head says what the columns are.
  ///
  /// @throws IllegalStateException naming the line that is none
  static SupportTable parse(String text) {
    List<SupportTerm> terms = new ArrayList<>();
    String[] lines = text.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      if (!lines[i].isBlank() && !lines[i].startsWith("#")) {
        try {
          terms.add(term(lines[i].split("\t", -1)));
        } catch (IllegalArgumentException | DateTimeParseException e) {
          throw new IllegalStateException(
              "line %s of the table of support: %s".formatted(i + 1, e.getMessage()), e);
        }
      }
    }
    return new SupportTable(terms);
  }

  private static SupportTerm term(String[] columns) {
    if (columns.length != COLUMNS) {
      throw new IllegalArgumentException("it has %s columns".formatted(columns.length));
    }
    return new SupportTerm(
        Arrays.asList(columns[0].split(",", -1)),
        columns[1],
        columns[2].equals(NONE) ? "" : columns[2],
        day(columns[3]),
        day(columns[4]),
        switch (columns[5]) {
          case NONE -> Extended.NOBODY;
          case "everybody" -> Extended.EVERYBODY;
          case "subscribers" -> Extended.SUBSCRIBERS;
          default -> throw new IllegalArgumentException("nobody is called " + columns[5]);
        },
        columns[6],
        LocalDate.parse(columns[7]));
  }

  private static @Nullable LocalDate day(String text) {
    return text.equals(NONE) ? null : LocalDate.parse(text);
  }

  /// Every term, in the order of the table.
  public List<SupportTerm> terms() {
    return terms;
  }

  /// The same with terms from a newer source: they replace those of the same release.
  public SupportTable with(List<SupportTerm> newer) {
    List<SupportTerm> all = new ArrayList<>(newer);
    for (SupportTerm term : terms) {
      boolean isReplaced =
          newer.stream()
              .anyMatch(other ->
                  other.release().equals(term.release())
                      && other.codename().equals(term.codename())
                      && other.distributions().stream().anyMatch(term.distributions()::contains));
      if (!isReplaced) {
        all.add(term);
      }
    }
    return new SupportTable(all);
  }

  /// Whether an operator gets fixes of a distribution on a day.
  ///
  /// @param distribution null where the image has none
  /// @param isSubscriber whether the operator has the distribution's extended support
  public Support at(@Nullable Distribution distribution, LocalDate day, boolean isSubscriber) {
    if (distribution == null) {
      return new Support.NoDistribution();
    }
    List<SupportTerm> known = byDistribution.getOrDefault(name(distribution), List.of());
    if (known.isEmpty()) {
      return new Support.Unknown("nothing is known of the terms of " + words(distribution));
    }
    List<SupportTerm> fitting = fitting(distribution, known);
    if (fitting.size() != 1) {
      String reason =
          isInDevelopment(distribution)
              ? "%s is not released and has no term of support"
              : "the table of support has no release %s";
      return new Support.Unknown(reason.formatted(words(distribution)));
    }
    SupportTerm term = fitting.getFirst();
    LocalDate end = term.publicEnd().orElse(null);
    if (end == null || !day.isAfter(end)) {
      return new Support.Supported(term, false);
    }
    LocalDate extended =
        isSubscriber && term.extendedBy() == Extended.SUBSCRIBERS ? term.extendedEndOrNull() : null;
    if (extended == null) {
      return new Support.Ended(term, end);
    }
    return day.isAfter(extended)
        ? new Support.Ended(term, extended)
        : new Support.Supported(term, true);
  }

  private static List<SupportTerm> fitting(Distribution distribution, List<SupportTerm> known) {
    if (isInDevelopment(distribution)) {
      return List.of();
    }
    String version = distribution.versionId();
    List<SupportTerm> fitting = new ArrayList<>();
    int longest = 0;
    for (SupportTerm term : known) {
      boolean fits =
          term.isRolling()
              || (version.isEmpty()
                  ? !term.codename().isEmpty() && term.codename().equals(distribution.codename())
                  : isOf(version, term, known) && agrees(term, distribution));
      if (fits && term.release().length() >= longest) {
        if (term.release().length() > longest) {
          fitting.clear();
        }
        longest = term.release().length();
        fitting.add(term);
      }
    }
    return fitting;
  }

  /// `3.20.1` is of `3.20`; but `15.8` is not of `15` where `15.7` is a release of its own.
  private static boolean isOf(String version, SupportTerm term, List<SupportTerm> known) {
    String beginning = term.release() + ".";
    return version.equals(term.release())
        || (version.startsWith(beginning)
            && known.stream().noneMatch(other -> other.release().startsWith(beginning)));
  }

  private static boolean agrees(SupportTerm term, Distribution distribution) {
    return term.codename().isEmpty()
        || distribution.codename().isEmpty()
        || term.codename().equals(distribution.codename());
  }

  /// Alpine's edge counts on from the last release; Debian's testing and unstable share a name.
  private static boolean isInDevelopment(Distribution distribution) {
    return distribution.versionId().contains("_alpha")
        || (distribution.versionId().isEmpty() && distribution.codename().contains("/"));
  }

  /// CentOS Stream calls itself as CentOS Linux did.
  private static String name(Distribution distribution) {
    boolean isStream =
        distribution.id().equals("centos") && distribution.prettyName().contains("Stream");
    return isStream ? "centos-stream" : distribution.id();
  }

  private static String words(Distribution distribution) {
    return Text.shorten(
        distribution.prettyName().isBlank()
            ? distribution.purlQualifier()
            : distribution.prettyName(),
        TEXT_CHARS_MAX);
  }
}
