package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.advisory.AdvisoryError;
import dev.seaworthy.base.BaseError;
import dev.seaworthy.base.ErrorCode;
import dev.seaworthy.base.ErrorType;
import dev.seaworthy.certificate.CertificateError;
import dev.seaworthy.cli.process.CliError;
import dev.seaworthy.cli.process.ExitCode;
import dev.seaworthy.image.ImageError;
import dev.seaworthy.inspection.InspectionError;
import dev.seaworthy.inventory.InventoryError;
import dev.seaworthy.ledger.LedgerError;
import dev.seaworthy.rulebook.RulebookError;
import dev.seaworthy.signing.SigningError;
import dev.seaworthy.signing.keyless.KeylessError;
import dev.seaworthy.verdict.Condition;
import dev.seaworthy.verdict.VerdictError;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The reference pages are made from what they describe; `-Dgolden.update` writes them anew.
class ReferencePagesTest {

  private static final List<List<String>> COMMANDS =
      List.of(
          List.of(),
          List.of("scan"),
          List.of("explain"),
          List.of("certify"),
          List.of("verify"),
          List.of("revoke"),
          List.of("reevaluate"),
          List.of("replay"),
          List.of("policy"),
          List.of("policy", "list"),
          List.of("policy", "show"),
          List.of("policy", "test"),
          List.of("check"),
          List.of("rebase"),
          List.of("db"),
          List.of("db", "update"),
          List.of("db", "build"),
          List.of("db", "install"),
          List.of("db", "status"),
          List.of("db", "verify"),
          List.of("version"));

  private static final List<ErrorCode[]> ROOMS =
      List.of(
          BaseError.values(),
          SigningError.values(),
          KeylessError.values(),
          InspectionError.values(),
          LedgerError.values(),
          CertificateError.values(),
          RulebookError.values(),
          ImageError.values(),
          InventoryError.values(),
          AdvisoryError.values(),
          VerdictError.values(),
          CliError.values());

  @TempDir Path home;

  @Test
  void theCommandLineIsDescribedAsItIs() {
    StringBuilder page =
        new StringBuilder(
            """
            # The command line

            Made from the program's own help; a test keeps it so.

            Results go to standard output, progress and complaints to standard error. Every option can be given by a
            variable: `SEAWORTHY_FAIL_ON=critical` stands for `--fail-on critical`, and a repeatable option takes one value
            so. The command line goes before variables. The [policy](howto-policy.md) may come from a file of the project or user.

            | exit code | meaning |
            |---|---|
            | 0 | the image is cleared, or the command did what was asked |
            | 1 | the image is refused; what could not be seen whole is refused too |
            | 2 | the command line or the configuration is wrong |
            | 3 | the target, the data or the network failed |
            | 4 | a fault of Seaworthy |

            | variable | meaning |
            |---|---|
            | `SEAWORTHY_DEBUG=1` | adds a stack trace to what is said of a failure |
            | `SEAWORTHY_JAVA_HOME` | the Java to run on |
            | `SEAWORTHY_JAVA_OPTS` | options for Java, such as `-Xmx1g` for a very large image |
            | `NO_COLOR` | no colours, whatever its value |
            | `SOURCE_DATE_EPOCH` | the time, in seconds since 1970, that SBOMs are stamped with in place of the image's own |
            | `XDG_CACHE_HOME` | where facts of layers and downloaded feeds are kept (default: `~/.cache`), in `seaworthy` |
            | `XDG_DATA_HOME` | where advisory databases are installed (default: `~/.local/share`), in `seaworthy` |
            | `XDG_CONFIG_HOME` | where your own `policy.yaml` is looked for (default: `~/.config`), in `seaworthy` |
            | `SEAWORTHY_PROJECT` | the folder whose `.seaworthy/policy.yaml` is looked for (default: the working directory) |
            | `TMPDIR` | where large files lie for a moment (default: `/tmp`) |
            """);
    for (List<String> command : COMMANDS) {
      List<String> words = new ArrayList<>(command);
      words.add("--help");
      page.append("\n## `")
          .append(String.join(" ", with("seaworthy", command)))
          .append("`\n\n```\n")
          .append(new Terminal(home).run(words.toArray(String[]::new)).out())
          .append("```\n");
    }
    Golden.matchesDocument("docs/reference-cli.md", page.toString());
  }

  @Test
  void everyErrorIsDescribed() {
    StringBuilder page =
        new StringBuilder(
            """
            # Errors and gaps

            Made from the codes themselves; a test keeps it so. An id keeps its meaning for ever.

            The type says whose turn it is, and decides the exit code: *user* (what was asked can't be done as asked: 2),
            *external* (a target, the data or the network: 3), *limit* (a bound against hostile or oversized input: 3),
            *internal* (a fault of Seaworthy: 4). From number 100 on a code names a gap: something inside an image that
            could not be read. A gap doesn't end a scan; it is a finding, and the image is refused.
            """);
    for (ErrorCode[] codes : ROOMS) {
      page.append("\n## ").append(codes[0].id(), 0, codes[0].id().lastIndexOf('-')).append("\n\n");
      page.append("| id | type | what | what to do |\n|---|---|---|---|\n");
      for (ErrorCode code : codes) {
        page.append("| ").append(code.id()).append(" | ");
        page.append(code.type().name().toLowerCase(Locale.ROOT)).append(" | ");
        page.append(cell(code.title())).append(" | ").append(cell(code.hint())).append(" |\n");
      }
    }
    page.append(
        "\n## Conditions\n\nWhat keeps a scan as a whole from being complete, or an image from fitting its policy; all but `distribution.support-unknown` refuse.\n\n");
    page.append("| id | what | what to do |\n|---|---|---|\n");
    for (Condition condition : Condition.values()) {
      page.append("| `").append(condition.id()).append("` | ").append(condition.title());
      page.append(" | ").append(condition.hint()).append(" |\n");
    }
    Golden.matchesDocument("docs/reference-errors.md", page.toString());
  }

  @Test
  void noTwoErrorsHaveTheSameIdAndEveryOneHasAnExitCode() {
    List<ErrorCode> all = ROOMS.stream().flatMap(codes -> List.of(codes).stream()).toList();
    assertThat(all).extracting(ErrorCode::id).doesNotHaveDuplicates();
    assertThat(all).allSatisfy(code -> assertThat(code.id()).matches("SW-[A-Z]+-\\d{4}"));
    assertThat(ExitCode.of(ErrorType.USER)).isEqualTo(2);
    assertThat(ExitCode.of(ErrorType.EXTERNAL)).isEqualTo(3);
    assertThat(ExitCode.of(ErrorType.LIMIT)).isEqualTo(3);
    assertThat(ExitCode.of(ErrorType.INTERNAL)).isEqualTo(4);
  }

  private static String cell(String text) {
    return text.replace("<", "&lt;").replace("|", "\\|");
  }

  private static List<String> with(String first, List<String> others) {
    List<String> all = new ArrayList<>(List.of(first));
    all.addAll(others);
    return all;
  }
}
