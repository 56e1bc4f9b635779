package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.cli.Terminal.Outcome;
import dev.seaworthy.testkit.Folders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What people did by hand in a pipeline.
class ManualStepsTest {

  private static final Pattern PAYLOAD = Pattern.compile("\"payload\":\"([^\"]*)\"");

  private final Path home = Path.of("target", "manual-steps").toAbsolutePath();
  private final Path certificate = home.resolve("cart.json");
  private final CartImage cart = new CartImage(home);

  @BeforeEach
  void empty() throws IOException {
    Folders.delete(home);
    Files.createDirectories(home);
  }

  /// FedRAMP's requirements for containers: what isn't automated is a review of quality on record.
  @Test
  void recordsManualStepsAndRefusesThoseWithoutAReview() throws IOException {
    Path policy = home.resolve("policy.yaml");
    Files.writeString(
        policy,
        """
        extends: default
        name: harbour
        version: 1
        validatedPipelines: ["https://ci.example/*"]
        """);
    List<String> step =
        new ArrayList<>(
            List.of(
                "--db",
                cart.database() + "",
                "--policy",
                policy + "",
                "--builder",
                "https://ci.example/7",
                "--manual-step",
                "compared the screens",
                "--step-reason",
                "layout has no test",
                "--step-reviewer",
                "Ada",
                "--manual-step",
                "started the job"));
    String at = "2026-11-21T09:14:00Z";
    Outcome refused = certify(at, cart.image("4.6.0"), step.toArray(String[]::new));
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(payload()).contains("\"verdict\":\"refused\"").contains("\"inTheWay\":1");

    step.addAll(List.of("--step-reason", "four eyes", "--step-reviewer", "Bob"));
    Outcome cleared = certify(at, cart.image("4.6.0"), step.toArray(String[]::new));
    assertThat(cleared.exitCode()).as(cleared.transcript()).isZero();
    assertThat(payload())
        .contains("\"by\":\"Ada\",\"reason\":\"layout has no test\"")
        .contains("\"by\":\"Bob\",\"reason\":\"four eyes\",\"step\":\"started the job\"");
    Outcome replayed =
        new Terminal(home).run("replay", "--db", cart.database() + "", certificate + "");
    assertThat(replayed.exitCode()).as(replayed.transcript()).isZero();
  }

  private Outcome certify(String at, String target, String... options) {
    List<String> arguments =
        new ArrayList<>(List.of("certify", target, "--no-cache", "--out", certificate + ""));
    arguments.addAll(List.of(options));
    return new Terminal(home).at(at).run(arguments.toArray(String[]::new));
  }

  private String payload() throws IOException {
    Matcher matcher = PAYLOAD.matcher(Files.readString(certificate));
    assertThat(matcher.find()).isTrue();
    return new String(Base64.getDecoder().decode(matcher.group(1)), StandardCharsets.UTF_8);
  }
}
