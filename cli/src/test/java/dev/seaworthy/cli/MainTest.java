package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.cli.Terminal.Outcome;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

  @TempDir Path home;

  @Test
  void tellsItsVersion() {
    for (String asked : new String[] {"--version", "-V", "version"}) {
      Outcome outcome = new Terminal(home).run(asked);
      assertThat(outcome.exitCode()).isZero();
      assertThat(outcome.out()).matches("seaworthy \\d+\\.\\d+\\.\\d+\\S*\n");
      assertThat(outcome.err()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--help",
        "scan --help",
        "explain --help",
        "check --help",
        "rebase --help",
        "db --help",
        "db build --help",
        "db update --help",
        "db install --help",
        "db status --help",
        "db verify --help",
        "version --help"
      })
  void helpsWithin80Columns(String arguments) {
    Outcome outcome = new Terminal(home).run(arguments.split(" ", -1));
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out().lines())
        .allSatisfy(line -> assertThat(line.length()).as(line).isLessThanOrEqualTo(80));
    String name = arguments.replace(" ", "-").replace("--help", "help");
    Golden.matches("usage/" + name + ".txt", outcome.out());
  }

  /// Wrong input first: each is a sentence with a next step, and the exit code says whose turn it
  /// is.
  static Stream<Arguments> wrongInput() {
    return Stream.of(
        Arguments.of("no-command", ""),
        Arguments.of("no-such-command", "scna dir:/"),
        Arguments.of("no-such-option", "scan --fial-on high dir:/"),
        Arguments.of("no-target", "scan"),
        Arguments.of("two-targets", "scan dir:/ dir:/"),
        Arguments.of("no-value", "scan dir:/ --fail-on"),
        Arguments.of("bad-rating", "scan --fail-on medium dir:{empty}"),
        Arguments.of("bad-format", "scan --output xml dir:{empty}"),
        Arguments.of("bad-platform", "scan --platform linux dir:{empty}"),
        Arguments.of("bad-limit", "scan --limit layers dir:{empty}"),
        Arguments.of("unknown-limit", "scan --limit lairs=3 dir:{empty}"),
        Arguments.of("two-on-stdout", "scan --output json --output sarif dir:{empty}"),
        Arguments.of(
            "same-file", "scan --output json={home}/a --output sarif={home}/a dir:{empty}"),
        Arguments.of("no-directory", "scan --output json={home}/none/a.json dir:{empty}"),
        Arguments.of("output-is-directory", "scan --output json={home} dir:{empty}"),
        Arguments.of("exclude-elsewhere", "scan --exclude /a docker-archive:{home}/cart.tar"),
        Arguments.of("missing-archive", "scan docker-archive:{home}/cart.tra"),
        Arguments.of("bare-path", "scan {home}/cart.tar"),
        Arguments.of("no-image", "scan docker-archive:{home}/cart.tar"),
        Arguments.of("bad-reference", "scan UPPER/case"),
        Arguments.of("missing-database", "scan --db {home}/none.db dir:{empty}"),
        Arguments.of("foreign-database", "scan --db {home}/cart.tar dir:{empty}"),
        Arguments.of("explain-without-id", "explain dir:{empty}"),
        Arguments.of("check-missing", "check {home}/Dockerfile"),
        Arguments.of("check-empty-directory", "check {empty}"),
        Arguments.of("check-no-dockerfile", "check {home}/cart.tar"),
        Arguments.of("check-bad-format", "check --output spdx {home}/cart.tar"),
        Arguments.of("check-bad-rule", "check --skip user {home}/cart.tar"),
        Arguments.of("check-bad-language", "check --language tlh {home}/cart.tar"),
        Arguments.of("check-bad-argument", "check --build-arg A {home}/cart.tar"),
        Arguments.of("rebase-onto-nothing", "rebase dir:{empty}"),
        Arguments.of("rebase-of-a-directory", "rebase --quiet --onto dir:{empty} dir:{empty}"),
        Arguments.of("db-without-command", "db"),
        Arguments.of("bad-address", "db update --osv ftp://mirror.example/"),
        Arguments.of("install-foreign", "db install {home}/cart.tar"),
        Arguments.of("verify-missing", "db verify {home}/none.db"),
        Arguments.of("build-from-nothing", "db build --from {empty} --out {home}/a.db"),
        Arguments.of("build-from-missing", "db build --from {home}/none --out {home}/a.db"));
  }

  @ParameterizedTest
  @MethodSource("wrongInput")
  void answersWrongInputWithASentence(String name, String arguments) throws IOException {
    Path empty = Files.createDirectory(home.resolve("empty"));
    Files.writeString(home.resolve("cart.tar"), "not an archive at all\n".repeat(100));
    String line = arguments.replace("{home}", home.toString()).replace("{empty}", empty.toString());
    Outcome outcome = new Terminal(home).run(line.isEmpty() ? new String[0] : line.split(" ", -1));
    Golden.matches("wrong/" + name + ".txt", outcome.transcript());
    assertThat(outcome.exitCode()).isIn(2, 3);
    assertThat(outcome.out()).isEmpty();
  }

  @Test
  void takesOptionsFromVariables() throws IOException {
    Path empty = Files.createDirectory(home.resolve("empty"));
    Outcome outcome =
        new Terminal(home).with("SEAWORTHY_FAIL_ON", "severe").run("scan", "dir:" + empty);
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).contains("\"severe\" is not a rating");
    assertThat(
            new Terminal(home)
                .with("SEAWORTHY_FAIL_ON", "severe")
                .run("scan", "--fail-on", "low", "dir:" + empty)
                .exitCode())
        .isEqualTo(1);
  }

  @Test
  void refusesAChannelThatNobodyKnows() throws IOException {
    Path empty = Files.createDirectory(home.resolve("empty"));
    Outcome outcome = new Terminal(home).run("scan", "--channel", "esm", "dir:" + empty);
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).contains("no channel is called \"esm\"", "ubuntu-pro");
  }

  @Test
  void refusesATimeStampThatIsNone() throws IOException {
    Path empty = Files.createDirectory(home.resolve("empty"));
    Outcome outcome =
        new Terminal(home).with("SOURCE_DATE_EPOCH", "today").run("scan", "dir:" + empty);
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).contains("SOURCE_DATE_EPOCH=today");
  }

  @Test
  void showsAStackTraceOnlyWhenAsked() {
    String[] arguments = {"scan", "docker-archive:" + home.resolve("none.tar")};
    assertThat(new Terminal(home).run(arguments).err()).doesNotContain("\tat ");
    assertThat(new Terminal(home).with("SEAWORTHY_DEBUG", "1").run(arguments).err())
        .contains("SeaworthyException")
        .contains("\tat ");
  }

  @Test
  void saysThatItsOutputBroke() throws IOException {
    Path empty = Files.createDirectory(home.resolve("empty"));
    for (String[] arguments :
        new String[][] {{"--version"}, {"--help"}, {"version"}, {"scan", "dir:" + empty}}) {
      Outcome outcome = new Terminal(home).runInto(new BrokenPipe(), arguments);
      assertThat(outcome.exitCode()).isEqualTo(3);
      assertThat(outcome.err()).contains("could not be written").contains("Broken pipe");
    }
  }

  @Test
  void speaksAlikeInEveryLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(new Terminal(home).run("scan").err()).contains("SW-CLI-0001");
    } finally {
      Locale.setDefault(before);
    }
  }

  private static final class BrokenPipe extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      throw new IOException("Broken pipe");
    }
  }
}
