package dev.seaworthy.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Feeds for the training run to build its database from: flaws that nobody ever had, of a year
/// without software, in the packages of the [TrainingImage]. Most are fixed there, as in real data.
final class TrainingAdvisories {
  private static final int FLAWS_OF_A_SOURCE = 50;

  /// One flaw in as many isn't fixed.
  private static final int OPEN_EVERY = 25;

  private static final String VECTOR_4 =
      "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:L/VA:N/SC:N/SI:N/SA:N";
  private static final List<String> SEVERITIES =
      List.of(
          severity("CVSS_V3", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"),
          severity("CVSS_V3", "CVSS:3.0/AV:L/AC:H/PR:L/UI:R/S:C/C:L/I:N/A:N"),
          severity("CVSS_V4", VECTOR_4),
          severity("CVSS_V2", "AV:N/AC:M/Au:N/C:P/I:N/A:N"),
          severity("CVSS_V3", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H")
              + ","
              + severity("CVSS_V4", VECTOR_4));

  private TrainingAdvisories() {}

  /// Writes the feeds below a folder that does not exist yet.
  static void write(Path folder) throws IOException {
    Files.createDirectories(folder.resolve("osv"));
    Files.writeString(folder.resolve("tracker.json"), tracker());
    List<String> ecosystems = List.of("Maven", "npm", "PyPI", "Go", "Debian:12");
    for (int i = 0; i < FLAWS_OF_A_SOURCE; i++) {
      String ecosystem = ecosystems.get(i % ecosystems.size());
      Files.writeString(
          folder.resolve("osv/TRAINING-1900-%s.json".formatted(i)), record(i, ecosystem));
    }
  }

  private static String tracker() {
    return IntStream.range(0, TrainingSystem.SOURCES)
        .mapToObj(source ->
            "\"%s\":{%s}"
                .formatted(
                    TrainingSystem.source(source),
                    IntStream.range(0, FLAWS_OF_A_SOURCE)
                        .mapToObj(number -> flaw(source, number))
                        .collect(Collectors.joining(","))))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String flaw(int source, int number) {
    return """
    "%s":{"description":"Flaw %s of a source to train with.","releases":{"bookworm":{%s}}}\
    """
        .formatted(name(source * FLAWS_OF_A_SOURCE + number), number, word(source, number));
  }

  private static String word(int source, int number) {
    int all = source + number;
    if (number % OPEN_EVERY == 0) {
      return all % 3 == 0
          ? "\"status\":\"open\",\"urgency\":\"unimportant\""
          : "\"status\":\"open\",\"urgency\":\"medium\",\"nodsa\":\"Minor\"";
    }
    String fixed =
        switch (number) {
          case 1 -> "0";
          case 2 -> "9:1.0-1";
          default -> "1.%s~rc%s-1".formatted(source, number);
        };
    return "\"status\":\"resolved\",\"fixed_version\":\"%s\",\"urgency\":\"%s\""
        .formatted(fixed, all % 2 == 0 ? "not yet assigned" : "low**");
  }

  /// A record in the OSV schema, of the same flaw as an open one of the tracker's.
  private static String record(int number, String ecosystem) {
    String name =
        switch (ecosystem) {
          case "Maven" -> TrainingApplication.MAVEN;
          case "Go" -> TrainingApplication.GO;
          case "Debian:12" -> TrainingSystem.source(number);
          default -> TrainingApplication.NPM_AND_PYTHON;
        };
    return """
    {"schema_version":"1.7.0","id":"TRAINING-1900-%s","modified":"2026-01-01T00:00:00Z",
    "published":"2026-01-01T00:00:00Z","aliases":["%s"],
    "summary":"A flaw to train with","details":"Nobody ever had it.","severity":[%s],
    "affected":[{"package":{"ecosystem":"%s","name":"%s"},
    "ranges":[{"type":"%s","events":[{"introduced":"0"},{"fixed":"%s"}]}],"versions":["1.2.2"]}],
    "database_specific":{"severity":"HIGH"}}
    """
        .formatted(
            number,
            name(number * FLAWS_OF_A_SOURCE),
            SEVERITIES.get(number / 5 % SEVERITIES.size()),
            ecosystem,
            name,
            ecosystem.equals("Go") ? "SEMVER" : "ECOSYSTEM",
            number % 2 == 0 ? "1.2.0" : "99.2.4");
  }

  private static String name(int number) {
    return "CVE-1900-" + (1000 + number);
  }

  private static String severity(String type, String score) {
    return "{\"type\":\"%s\",\"score\":\"%s\"}".formatted(type, score);
  }
}
