package dev.seaworthy.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// `CHANGELOG.md` keeps the form of keepachangelog.com: unreleased first, then versions with dates,
/// and under each the six known kinds of change as lists.
record ChangelogForm() implements TidyRule {
  private static final String NAME = "changelog";
  private static final String PATH = "CHANGELOG.md";
  private static final String UNRELEASED = "## [Unreleased]";
  private static final String RELEASE = "## \\[\\d+\\.\\d+\\.\\d+] - \\d{4}-\\d\\d-\\d\\d";
  private static final Set<String> KINDS =
      Set.of("Added", "Changed", "Deprecated", "Removed", "Fixed", "Security");

  @Override
  public Stream<Offence> offences(Repository repository) {
    return repository
        .text(PATH)
        .map(file -> judge(file.lines()))
        .orElseGet(() -> Stream.of(offence(0, "missing")));
  }

  private static Stream<Offence> judge(List<String> lines) {
    List<Offence> offences = new ArrayList<>();
    if (!lines.getFirst().equals("# Changelog")) {
      offences.add(offence(1, "must start with \"# Changelog\""));
    }
    List<String> versions = lines.stream().filter(line -> line.startsWith("## ")).toList();
    if (versions.isEmpty() || !versions.getFirst().equals(UNRELEASED)) {
      offences.add(offence(0, "the first section must be \"## [Unreleased]\""));
    }
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.startsWith("## ") && !line.equals(UNRELEASED) && !line.matches(RELEASE)) {
        offences.add(offence(i + 1, "wanted \"## [x.y.z] - year-month-day\""));
      }
      if (line.startsWith("### ") && !KINDS.contains(line.substring(4))) {
        offences.add(offence(i + 1, "wanted one of " + KINDS.stream().sorted().toList()));
      }
      if (line.startsWith("### ") && !startsList(lines, i + 1)) {
        offences.add(offence(i + 1, "wanted a list of changes below"));
      }
    }
    return offences.stream();
  }

  private static boolean startsList(List<String> lines, int from) {
    return lines.stream()
        .skip(from)
        .filter(line -> !line.isBlank())
        .findFirst()
        .filter(line -> line.startsWith("- "))
        .isPresent();
  }

  private static Offence offence(int line, String detail) {
    return new Offence(NAME, PATH, line, "*", detail);
  }
}
