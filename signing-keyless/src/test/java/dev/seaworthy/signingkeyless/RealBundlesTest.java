package dev.seaworthy.signingkeyless;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.JsonReader;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.signing.DsseEnvelope.Verified;
import dev.seaworthy.signing.keyless.KeylessError;
import dev.seaworthy.signing.keyless.KeylessTrust;
import dev.seaworthy.signing.keyless.SignedEnvelope;
import dev.seaworthy.signing.keyless.SignerRule;
import dev.seaworthy.testkit.Gates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/// Bundles that real authorities and logs made, as sigstore's conformance suite lays them out
/// (`test/assets/bundle-verify`): a folder each, `_fail` at the end of those that must be refused.
/// `trusted_root.json` at the top is for folders that have none.
class RealBundlesTest {

  private static final String IDENTITY =
      "https://github.com/sigstore-conformance/extremely-dangerous-public-oidc-beacon/.github/workflows/extremely-dangerous-oidc-beacon.yml@refs/heads/main";
  private static final String ISSUER = "https://token.actions.githubusercontent.com";
  private static final String STATEMENT = "application/vnd.in-toto+json";

  private final SigstoreKeyless keyless = new SigstoreKeyless();

  @Test
  void judgesTheConformanceSuiteAsItAsks() throws Exception {
    Gates.run(
        "real Sigstore bundles",
        Gates.folder("SEAWORTHY_SIGSTORE_BUNDLES"),
        suite -> {
          TreeMap<String, String> table = new TreeMap<>();
          SoftAssertions softly = new SoftAssertions();
          for (Path folder : cases(suite)) {
            String name = folder.getFileName().toString();
            String outcome = outcome(suite, folder, rule(folder));
            table.put(name, outcome);
            // Bundles by a plain key are trusted by that key, not by a trusted root.
            boolean isRefused = name.endsWith("_fail") || Files.exists(folder.resolve("key.pub"));
            softly
                .assertThat(outcome.equals("verified"))
                .as(name + ": " + outcome)
                .isEqualTo(!isRefused);
          }
          Files.write(
              Path.of("target", "real-bundles.tsv"),
              table.entrySet().stream().map(e -> e.getKey() + "\t" + e.getValue()).toList());
          softly.assertAll();
          return table.size();
        });
  }

  @Test
  void refusesWhatIsRealUnderAnotherIdentityIssuerRootAndFile() throws Exception {
    Gates.run(
        "real Sigstore bundles, by others",
        Gates.folder("SEAWORTHY_SIGSTORE_BUNDLES"),
        suite -> {
          Path folder = suite.resolve("happy-path-v0.3");
          byte[] bundle = Files.readAllBytes(folder.resolve("bundle.sigstore.json"));
          Digest file = Digest.sha256(Files.readAllBytes(suite.resolve("a.txt")));
          KeylessTrust trust = trust(suite.resolve("trusted_root.json"));
          SignerRule rule = SignerRule.exactly(IDENTITY, ISSUER);
          assertThat(trust.file(bundle, "real", rule, file).signer().issuer()).isEqualTo(ISSUER);
          refused(
              () -> trust.file(bundle, "real", SignerRule.exactly(IDENTITY + "x", ISSUER), file),
              KeylessError.OTHER_IDENTITY);
          refused(
              () ->
                  trust.file(
                      bundle, "real", SignerRule.exactly(IDENTITY, "https://example.org"), file),
              KeylessError.OTHER_ISSUER);
          refused(
              () -> trust.file(bundle, "real", rule, Digest.sha256(bundle)),
              KeylessError.OTHER_SUBJECT);
          refused(() -> trust.envelope(bundle, "real", rule), KeylessError.OTHER_CONTENT);
          KeylessTrust other =
              trust(suite.resolve("intoto-with-custom-trust-root/trusted_root.json"));
          refused(() -> other.file(bundle, "real", rule, file), KeylessError.OTHER_ROOT);
          return 5;
        });
  }

  private String outcome(Path suite, Path folder, SignerRule rule) throws IOException {
    Path own = folder.resolve("trusted_root.json");
    Path artifact = folder.resolve("artifact");
    byte[] bundle = Files.readAllBytes(folder.resolve("bundle.sigstore.json"));
    try {
      KeylessTrust trust = trust(Files.exists(own) ? own : suite.resolve("trusted_root.json"));
      Digest file =
          Digest.sha256(
              Files.readAllBytes(Files.exists(artifact) ? artifact : suite.resolve("a.txt")));
      if (new String(bundle, java.nio.charset.StandardCharsets.UTF_8).contains("dsseEnvelope")) {
        requireSubject(trust.envelope(bundle, folder.toString(), rule), file);
      } else {
        trust.file(bundle, folder.toString(), rule, file);
      }
      return "verified";
    } catch (SeaworthyException e) {
      String said = String.valueOf(e.getMessage());
      return e.code().id() + "\t" + said.substring(said.indexOf(": ") + 2).replace('\n', ' ');
    }
  }

  /// As whoever reads the statement does.
  private static void requireSubject(SignedEnvelope signed, Digest file) {
    Verified verified = signed.envelope().verifiedPayload(STATEMENT, Set.of(signed.key()));
    JsonObject statement =
        new JsonReader(Limits.defaults()).readObject(verified.payload(), "statement");
    if (statement.objects("subject").stream()
        .noneMatch(subject -> subject.object("digest").text("sha256").equals(file.hex()))) {
      throw new SeaworthyException(KeylessError.OTHER_SUBJECT, "statement: of another file");
    }
  }

  private KeylessTrust trust(Path file) throws IOException {
    return keyless.trust(Files.readAllBytes(file), file.toString());
  }

  private static SignerRule rule(Path folder) throws IOException {
    return SignerRule.exactly(
        text(folder.resolve("identity"), IDENTITY), text(folder.resolve("issuer"), ISSUER));
  }

  private static String text(Path file, String otherwise) throws IOException {
    return Files.exists(file) ? Files.readString(file).strip() : otherwise;
  }

  private static List<Path> cases(Path suite) throws IOException {
    try (Stream<Path> folders = Files.list(suite)) {
      return new ArrayList<>(
          folders
              .filter(each -> Files.exists(each.resolve("bundle.sigstore.json")))
              .sorted()
              .toList());
    }
  }

  private static void refused(Runnable tried, KeylessError code) {
    org.assertj.core.api.Assertions.assertThatThrownBy(tried::run)
        .isInstanceOf(SeaworthyException.class)
        .extracting(e -> ((SeaworthyException) e).code())
        .isEqualTo(code);
  }
}
