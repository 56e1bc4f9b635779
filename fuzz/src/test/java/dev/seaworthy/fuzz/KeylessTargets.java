package dev.seaworthy.fuzz;

import dev.seaworthy.base.Digest;
import dev.seaworthy.signing.keyless.KeylessTrust;
import dev.seaworthy.signing.keyless.SignerRule;
import dev.seaworthy.signing.keyless.SigstoreBundle;
import dev.seaworthy.signingkeyless.SigstoreKeyless;
import dev.seaworthy.testkit.RepositoryRoot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;

/// Bundles, which whoever may push can attach to an image, and trusted roots.
final class KeylessTargets {

  /// Of the instance that made the seeds, so that honest ones get to the end.
  private static final String ROOT = "fuzz/seeds/trusted-root/honest";

  private static final SignerRule ANYBODY =
      new SignerRule("https://tokens.example", Pattern.compile(".*"));

  private KeylessTargets() {}

  static List<Target> all() {
    SigstoreKeyless keyless = new SigstoreKeyless();
    KeylessTrust trust = keyless.trust(root(), ROOT);
    return List.of(
        ImageTargets.lawful(
            "sigstore-bundle",
            bytes -> {
              if (SigstoreBundle.isOne(bytes)) {
                trust.envelope(bytes, "input", ANYBODY);
              }
            }),
        ImageTargets.lawful(
            "sigstore-file-bundle",
            bytes -> trust.file(bytes, "input", ANYBODY, Digest.sha256(new byte[0]))),
        ImageTargets.lawful("trusted-root", bytes -> keyless.trust(bytes, "input")));
  }

  private static byte[] root() {
    try {
      return Files.readAllBytes(RepositoryRoot.find().resolve(ROOT));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
