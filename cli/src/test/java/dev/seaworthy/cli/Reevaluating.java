package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.cli.Terminal.Outcome;
import dev.seaworthy.testkit.Folders;
import dev.seaworthy.testkit.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;

/// An image that is certified at one time and decided again at another.
abstract class Reevaluating {

  static final String SCANNED = "2026-11-21T09:14:00Z";
  static final String LATER = "2026-11-25T12:00:00Z";

  final Path home;
  final Path certificate;
  final Path store;
  final CartImage cart;

  /// @param folder where all of it lies, below the folder of builds
  Reevaluating(String folder) {
    home = Path.of("target", folder).toAbsolutePath();
    certificate = home.resolve("cart.json");
    store = home.resolve(".local/share/seaworthy/surveys");
    cart = new CartImage(home);
  }

  @BeforeEach
  void empty() throws IOException {
    Folders.delete(home);
    Files.createDirectories(home);
  }

  Outcome certify(String version, String... options) throws IOException {
    List<String> words =
        new ArrayList<>(
            List.of(
                "certify",
                cart.image(version),
                "--no-cache",
                "--db",
                cart.database() + "",
                "--out",
                certificate + ""));
    words.addAll(List.of(options));
    Outcome certified = at(SCANNED, words.toArray(String[]::new));
    assertThat(certified.exitCode()).as(certified.transcript()).isLessThan(2);
    return certified;
  }

  /// Again, as an image of the same digest.
  void certifyAt(String instant, String... options) {
    List<String> words =
        new ArrayList<>(List.of("certify", "oci-layout:" + home.resolve("cart"), "--no-cache"));
    words.addAll(List.of("--db", home.resolve("advisories.db") + "", "--out", certificate + ""));
    words.addAll(List.of(options));
    Outcome certified = at(instant, words.toArray(String[]::new));
    assertThat(certified.exitCode()).as(certified.transcript()).isLessThan(2);
  }

  Path shortWindow() throws IOException {
    Path policy = home.resolve("short.yaml");
    Files.writeString(policy, "extends: default\nname: short\nversion: 1\nscanWindowHours: 100\n");
    return policy;
  }

  /// By which lists of revocations name a certificate.
  static String digest(Path envelope) throws IOException {
    return Sha256.of(payload(envelope));
  }

  Outcome at(String instant, String... words) {
    return new Terminal(home).at(instant).run(words);
  }

  Path newer(String fixed) throws IOException {
    return dated(fixed, "2026-11-24");
  }

  Path dated(String fixed, String day) throws IOException {
    return cart.database(fixed, day);
  }

  Path policy(String... lines) throws IOException {
    Path policy = home.resolve("policy.yaml");
    Files.writeString(
        policy,
        """
        extends: default
        name: harbour
        version: 1
        %s
        acceptReevaluation:
          by: A. Official
          on: 2026-11-01
          reason: components were inventoried
          %s
        """
            .formatted((Object[]) lines));
    return policy;
  }

  Path object(String name) throws IOException {
    String digest =
        found(
            "\"digest\":\"sha256:([0-9a-f]{64})\",\"name\":\"" + name + "\"", payload(certificate));
    return store.resolve("objects").resolve(digest.substring(0, 2)).resolve(digest);
  }

  long files() throws IOException {
    try (Stream<Path> all = Files.walk(store)) {
      return all.filter(Files::isRegularFile).count();
    }
  }

  static String payload(Path envelope) throws IOException {
    return new String(
        Base64.getDecoder().decode(found("\"payload\":\"([^\"]*)\"", Files.readString(envelope))),
        StandardCharsets.UTF_8);
  }

  static String found(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as(text).isTrue();
    return matcher.group(1);
  }
}
