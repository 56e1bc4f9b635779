package dev.seaworthy.bench;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Limits;
import dev.seaworthy.certificate.CertificateRules;
import dev.seaworthy.certificate.SignedCertificate;
import dev.seaworthy.signing.KeyFolder;
import dev.seaworthy.signing.VerificationKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/// Reads a certificate from the disk and checks it, again and again, and prints the median in
/// milliseconds.
public final class WarmVerifying {

  private static final long WARM_UP_NANOS = 3_000_000_000L;
  private static final int COUNTED = 1_001;

  private WarmVerifying() {}

  /// @param args the certificate, the folder of the keys that may have signed it, and the digest of
  ///   the image
  public static void main(String[] args) throws IOException {
    Path file = Path.of(args[0]);
    Set<VerificationKey> keys = new KeyFolder(Path.of(args[1])).trusted();
    Digest image = Digest.parse(args[2]);
    long end = System.nanoTime() + WARM_UP_NANOS;
    while (System.nanoTime() < end) {
      verify(file, keys, image);
    }
    long[] took = new long[COUNTED];
    for (int i = 0; i < COUNTED; i++) {
      long start = System.nanoTime();
      verify(file, keys, image);
      took[i] = System.nanoTime() - start;
    }
    Arrays.sort(took);
    System.out.printf(Locale.ROOT, "%.4f%n", took[COUNTED / 2] / 1e6);
  }

  private static void verify(Path file, Set<VerificationKey> keys, Digest image)
      throws IOException {
    SignedCertificate signed =
        SignedCertificate.read(Files.readAllBytes(file), keys, file.toString(), Limits.defaults());
    CertificateRules.PLAIN.require(signed, image, Instant.now());
  }
}
