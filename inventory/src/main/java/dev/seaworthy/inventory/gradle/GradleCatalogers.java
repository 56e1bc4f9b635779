package dev.seaworthy.inventory.gradle;

import dev.seaworthy.image.AnalyserId;
import dev.seaworthy.image.FileContent;
import dev.seaworthy.image.FileRecord;
import dev.seaworthy.image.Interest;
import dev.seaworthy.image.Interest.Name;
import dev.seaworthy.image.Interest.SuffixBelow;
import dev.seaworthy.inventory.Cataloger;
import dev.seaworthy.inventory.Cataloger.Coverage;
import dev.seaworthy.inventory.ComponentBuilder;
import dev.seaworthy.inventory.InventoryError;
import dev.seaworthy.inventory.document.LockFileCataloger;
import dev.seaworthy.inventory.document.LockFileCataloger.Told;
import dev.seaworthy.inventory.text.Lines;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;

/// The lock files of Gradle.
public final class GradleCatalogers {

  private static final String EMPTY = "empty=";

  private GradleCatalogers() {}

  /// `group:name:version=configuration,…`, a line for each module (Gradle user manual, "Locking
  /// dependency versions"); before Gradle 7 a file for each configuration, without its name in the
  /// lines.
  public static Cataloger lockFile() {
    return new LockFileCataloger(
        new AnalyserId("gradle-lock", 1),
        Interest.in(
            new Name("gradle.lockfile"),
            new Name("buildscript-gradle.lockfile"),
            new Name("settings-gradle.lockfile"),
            new SuffixBelow("dependency-locks", ".lockfile")),
        new Coverage(
            "Java libraries (Gradle)",
            "`gradle.lockfile`, `buildscript-gradle.lockfile`, `settings-gradle.lockfile`,"
                + " `dependency-locks/*.lockfile`",
            "every locked module with the configurations that it is in, those of the build and of"
                + " tests alone marked so",
            "modules of configurations that are not locked; which of them were packed into an"
                + " archive"),
        "gradle.lockfile",
        true,
        GradleCatalogers::read);
  }

  private static void read(FileRecord file, FileContent content, Told told) throws IOException {
    boolean isOfBuild = !file.name().equals("gradle.lockfile") && file.name().contains("gradle");
    try (Lines lines = Lines.of(content, told.sink().limits())) {
      int number = 0;
      for (String line = lines.next(); line != null; line = lines.next()) {
        number++;
        if (line.isBlank() || line.startsWith("#") || line.startsWith(EMPTY)) {
          continue;
        }
        int equals = line.indexOf('=');
        String configurations = equals < 0 ? "" : line.substring(equals + 1).strip();
        String[] parts = line.substring(0, equals < 0 ? line.length() : equals).split(":", -1);
        if (parts.length != 3) {
          told.sink()
              .gap(
                  InventoryError.ENTRY_UNREADABLE,
                  "",
                  "line %s isn't group:name:version=configurations".formatted(number));
          continue;
        }
        String scope = isOfBuild ? "build" : isOfTests(configurations) ? "dev" : "";
        told.component(
            new ComponentBuilder("maven")
                .namespace(parts[0].strip())
                .name(parts[1].strip())
                .version(parts[2].strip())
                .property("gradle:configurations", configurations)
                .property("scope", scope));
      }
    }
  }

  private static boolean isOfTests(String configurations) {
    return !configurations.isEmpty()
        && Arrays.stream(configurations.split(",", -1))
            .allMatch(name -> name.toLowerCase(Locale.ROOT).contains("test"));
  }
}
