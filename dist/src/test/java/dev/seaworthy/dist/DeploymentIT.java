package dev.seaworthy.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.testkit.Command;
import dev.seaworthy.testkit.Gates;
import dev.seaworthy.testkit.RepositoryRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The service and the chart out of the archive, beside the program that they start.
class DeploymentIT {
  private static final String PROGRAM = "/opt/seaworthy/bin/seaworthy";

  /// In tenths, the less the better; `systemd-analyze security` calls this "OK", and what keeps it
  /// from less is named in the unit.
  private static final int EXPOSURE_MAX = 20;

  @TempDir private static Path temporary;
  private static Unpacked archive;

  @BeforeAll
  static void unpack() throws IOException {
    archive = Unpacked.into(temporary);
  }

  private static Path unit() {
    return archive.home().resolve("deploy/systemd/seaworthy.service");
  }

  @Test
  void theArchiveHoldsTheServiceAndTheWholeChart() throws IOException {
    assertThat(unit()).isRegularFile();
    assertThat(unit().resolveSibling("seaworthy.sysusers")).isRegularFile();
    Path chart = archive.home().resolve("deploy/helm/seaworthy");
    assertThat(Command.of("diff", "-r", Chart.FOLDER.toString(), chart.toString()).run().out())
        .isEmpty();
  }

  @Test
  void theChartNamesOptionsThatTheProgramHas() throws IOException {
    assertThat(archive.options("up"))
        .containsAll(Unpacked.named(Chart.text("templates/_pod.tpl")))
        .containsAll(Unpacked.named(withoutUpdate(Chart.text("values.yaml"))));
    assertThat(archive.options("db", "update"))
        .containsAll(Unpacked.named(Chart.text("templates/advisories.yaml")));
  }

  private static String withoutUpdate(String values) {
    return values.replace("seaworthy db update", "");
  }

  @Test
  void thePageNamesOptionsThatTheProgramHas() throws IOException {
    String page = Files.readString(RepositoryRoot.find().resolve("docs/howto-run.md"));
    Set<String> known =
        List.of(
                archive.options("up"),
                archive.options("backup"),
                archive.options("restore"),
                archive.options("db", "update"))
            .stream()
            .flatMap(Set::stream)
            .collect(Collectors.toUnmodifiableSet());
    List<String> lines =
        page.lines()
            .filter(line -> line.contains("seaworthy ") || line.contains("SEAWORTHY_OPTIONS"))
            .filter(line -> !line.matches(".*(helm |useradd|--from-).*"))
            .toList();
    assertThat(lines).hasSizeGreaterThan(5);
    assertThat(known).containsAll(options(lines));
  }

  /// What stands after the program's name or in its variable; other programs have options too.
  private static Set<String> options(List<String> lines) {
    return lines.stream()
        .map(line -> line.replaceFirst(".*?(bin/seaworthy |-- seaworthy |SEAWORTHY_OPTIONS=)", ""))
        .flatMap(line -> Unpacked.named(line).stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  @Test
  void theServiceStartsTheProgramAsItWantsToBeStarted() throws IOException {
    Matcher start =
        Pattern.compile("(?m)^ExecStart=(\\S+) (.*)$").matcher(Files.readString(unit()));
    assertThat(start.find()).isTrue();
    assertThat(start.group(1)).isEqualTo(PROGRAM);
    List<String> words =
        Arrays.stream(start.group(2).replace("$SEAWORTHY_OPTIONS", "").strip().split(" ", -1))
            .map(word -> word.replace("%S", "/var/lib"))
            .toList();
    archive.understands(words);
    assertThatThrownBy(() -> archive.understands(List.of("up", "--no-such-option")))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void systemdTakesTheServiceAndFindsItHardened(@TempDir Path folder) throws Exception {
    Gates.run(
        "systemd unit",
        Gates.tool("systemd-analyze"),
        analyze -> {
          String text = Files.readString(unit());
          Path copy =
              Files.writeString(
                  folder.resolve("seaworthy.service"),
                  text.replace(PROGRAM, archive.launcher().toString()));
          Command.Result verified =
              Command.of(analyze.toString(), "verify", "--man=no", copy.toString()).run();
          assertThat(verified.err()).doesNotContain("seaworthy.service:");
          assertThat(verified.exit()).as(verified.err()).isZero();
          assertThat(security(analyze, copy).exit()).isZero();

          Path bad = Files.createDirectory(folder.resolve("bad")).resolve("seaworthy.service");
          Files.writeString(bad, text.replace("ProtectSystem=strict", "ProtectSystem=very"));
          assertThat(
                  Command.of(analyze.toString(), "verify", "--man=no", bad.toString()).run().err())
              .contains("Failed to parse");
          Files.writeString(bad, text.replace("NoNewPrivileges=yes", ""));
          assertThat(security(analyze, bad).exit()).isNotZero();
          return 4;
        });
  }

  private static Command.Result security(Path analyze, Path unit) {
    return Command.of(
            analyze.toString(),
            "security",
            "--offline=true",
            "--no-pager",
            "--threshold=" + EXPOSURE_MAX,
            unit.toString())
        .run();
  }
}
