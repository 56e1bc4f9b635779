package dev.seaworthy.cli.command;

import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.certificate.SignedCertificate;
import dev.seaworthy.certificate.TrustedKeys;
import java.nio.file.Path;
import java.util.Set;

/// Reads certificates that a key signed, and bundles that an identity did.
///
/// @param trusted whose keys count
/// @param keyless whose identities do; prepared
record CertificateReading(TrustedKeys trusted, KeylessTrustOption keyless) {

  /// @throws SeaworthyException when nothing says that its signature counts, or it doesn't
  SignedCertificate read(Path file) {
    OpenedDocument opened =
        keyless.open(InputFiles.bytes(file, Limits.defaults()), file.toString());
    byte[] envelope = opened.envelope();
    return SignedCertificate.read(
        envelope,
        opened.keysOr(() -> Set.copyOf(trusted.of(envelope))),
        file.toString(),
        Limits.defaults());
  }
}
