package dev.seaworthy.inventory.ruby;

import dev.seaworthy.image.AnalyserId;
import dev.seaworthy.image.FileContent;
import dev.seaworthy.image.FileRecord;
import dev.seaworthy.image.Interest;
import dev.seaworthy.image.Interest.Name;
import dev.seaworthy.image.Interest.SuffixBelow;
import dev.seaworthy.inventory.Cataloger;
import dev.seaworthy.inventory.Cataloger.Coverage;
import dev.seaworthy.inventory.ComponentBuilder;
import dev.seaworthy.inventory.document.LockFileCataloger;
import dev.seaworthy.inventory.document.LockFileCataloger.Told;
import dev.seaworthy.inventory.text.Lines;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The forms in which Ruby gems are recorded.
public final class RubyCatalogers {

  private static final String TYPE = "gem";
  private static final String SPECIFICATIONS = "/specifications/";

  /// What RubyGems writes: `s.name = "rake".freeze`.
  private static final Pattern ASSIGNMENT =
      Pattern.compile("\\s*\\w+\\.(name|version|homepage|platform)\\s*=\\s*[\"']([^\"']+)[\"'].*");

  private static final Pattern LICENCES = Pattern.compile("\\s*\\w+\\.licenses?\\s*=(.*)");
  private static final Pattern QUOTED = Pattern.compile("[\"']([^\"']+)[\"']");
  private static final Pattern DEPENDENCY =
      Pattern.compile(
          "\\s*\\w+\\.add_(?:runtime_)?dependency\\(?\\s*(?:%q<([^>]+)>|[\"']([^\"']+)[\"']).*");

  /// ` rake (13.0.6)` in a lock file: four spaces, a name, a version, perhaps with a platform.
  private static final Pattern LOCKED = Pattern.compile(" {4}(\\S+) \\(([^()\\s]+)\\)");

  private static final Pattern LOCKED_PLATFORM =
      Pattern.compile(
          "(.+?)-((?:x86_64|x86|x64|i[3-6]86|arm64|aarch64|arm|universal|java|jruby|mingw|mswin|ppc|s390|riscv).*)");

  private RubyCatalogers() {}

  /// Installed gems: the specifications that RubyGems writes when it installs.
  public static Cataloger installed() {
    return new LockFileCataloger(
        new AnalyserId("gem", 1),
        Interest.in(new SuffixBelow("specifications", ".gemspec")),
        new Coverage(
            "Ruby gems (installed)",
            "`**/specifications/**/*.gemspec`",
            "every installed gem, default gems included, with licences and dependencies",
            "gems that are checked out from git without a specification of RubyGems' own"),
        "gemspec",
        false,
        RubyCatalogers::readSpecification);
  }

  /// Bundler's lock file.
  public static Cataloger lockFile() {
    return new LockFileCataloger(
        new AnalyserId("gemfile-lock", 1),
        Interest.in(new Name("Gemfile.lock"), new Name("gems.locked")),
        new Coverage(
            "Ruby gems (lock file)",
            "`Gemfile.lock`, `gems.locked`",
            "every gem of the sections GEM, GIT and PATH",
            "groups (development, test), which the lock file doesn't record"),
        "Gemfile.lock",
        true,
        RubyCatalogers::readLock);
  }

  private static void readSpecification(FileRecord file, FileContent content, Told told)
      throws IOException {
    if (!file.path().contains(SPECIFICATIONS)) {
      return;
    }
    ComponentBuilder builder = new ComponentBuilder(TYPE);
    List<String> dependencies = new ArrayList<>();
    try (Lines lines = Lines.of(content, told.sink().limits())) {
      for (String line = lines.next(); line != null; line = lines.next()) {
        readLine(line, builder, dependencies);
      }
    }
    told.component(builder.depends(dependencies.stream().distinct().sorted().toList()));
  }

  private static void readLine(String line, ComponentBuilder builder, List<String> dependencies) {
    Matcher assignment = ASSIGNMENT.matcher(line);
    if (assignment.matches()) {
      String value = assignment.group(2);
      switch (assignment.group(1)) {
        case "name" -> builder.name(value);
        case "version" -> builder.version(value);
        case "homepage" -> builder.property("homepage", value);
        default -> builder.qualifier("platform", value.equals("ruby") ? "" : value);
      }
      return;
    }
    Matcher licences = LICENCES.matcher(line);
    if (licences.matches()) {
      Matcher quoted = QUOTED.matcher(licences.group(1));
      while (quoted.find()) {
        builder.licences(List.of(quoted.group(1)));
      }
      return;
    }
    Matcher dependency = DEPENDENCY.matcher(line);
    if (dependency.matches()) {
      dependencies.add(dependency.group(1) == null ? dependency.group(2) : dependency.group(1));
    }
  }

  private static void readLock(FileRecord file, FileContent content, Told told) throws IOException {
    String section = "";
    try (Lines lines = Lines.of(content, told.sink().limits())) {
      for (String line = lines.next(); line != null; line = lines.next()) {
        if (!line.isEmpty() && line.charAt(0) != ' ') {
          section = line.strip();
        }
        Matcher locked = LOCKED.matcher(line);
        if (locked.matches() && List.of("GEM", "GIT", "PATH").contains(section)) {
          Matcher platform = LOCKED_PLATFORM.matcher(locked.group(2));
          boolean hasPlatform = platform.matches();
          told.component(
              new ComponentBuilder(TYPE)
                  .name(locked.group(1))
                  .version(hasPlatform ? platform.group(1) : locked.group(2))
                  .qualifier("platform", hasPlatform ? platform.group(2) : ""));
        }
      }
    }
  }
}
