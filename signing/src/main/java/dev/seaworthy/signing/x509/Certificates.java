package dev.seaworthy.signing.x509;

import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.signing.SigningError;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.CRLException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;

/// Certificates and revocation lists as the JDK reads them, and their dates as `java.time` says
/// them: the one place where the old ones show.
final class Certificates {

  private static final long FILE_BYTES_MAX = 50_000_000;

  private Certificates() {}

  /// @param what where they came from, for the message
  /// @throws SeaworthyException [SigningError#BAD_CERTIFICATE]
  static List<X509Certificate> ofDer(List<byte[]> ders, String what) {
    List<X509Certificate> read = new ArrayList<>();
    for (byte[] der : ders) {
      List<X509Certificate> one = read(der, what);
      if (one.size() != 1) {
        throw new SeaworthyException(
            SigningError.BAD_CERTIFICATE,
            "%s is not one X.509 certificate but %s".formatted(what, one.size()));
      }
      read.addAll(one);
    }
    return read;
  }

  /// Each certificate of a file, PEM or DER.
  ///
  /// @throws SeaworthyException [SigningError#BAD_CERTIFICATE], [SigningError#KEY_UNREADABLE]
  static List<X509Certificate> ofFile(Path file) {
    List<X509Certificate> read = read(bytes(file), file.toString());
    if (read.isEmpty()) {
      throw new SeaworthyException(
          SigningError.BAD_CERTIFICATE, "%s has no certificate in it".formatted(file));
    }
    return read;
  }

  private static List<X509Certificate> read(byte[] bytes, String what) {
    try {
      List<X509Certificate> read = new ArrayList<>();
      Collection<? extends Certificate> found =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(bytes));
      for (Certificate each : found) {
        if (each instanceof X509Certificate certificate) {
          read.add(certificate);
        }
      }
      return read;
    } catch (CertificateException e) {
      throw new SeaworthyException(
          SigningError.BAD_CERTIFICATE, "%s is no X.509 certificate".formatted(what), e);
    }
  }

  /// Each revocation list of a file, PEM or DER.
  ///
  /// @throws SeaworthyException [SigningError#BAD_CERTIFICATE], [SigningError#KEY_UNREADABLE]
  static List<X509CRL> lists(Path file) {
    try {
      List<X509CRL> read = new ArrayList<>();
      CertificateFactory.getInstance("X.509")
          .generateCRLs(new ByteArrayInputStream(bytes(file)))
          .forEach(each -> {
            if (each instanceof X509CRL list) {
              read.add(list);
            }
          });
      if (!read.isEmpty()) {
        return read;
      }
    } catch (CertificateException | CRLException e) {
      throw new SeaworthyException(
          SigningError.BAD_CERTIFICATE, "%s is no revocation list".formatted(file), e);
    }
    throw new SeaworthyException(
        SigningError.BAD_CERTIFICATE, "%s has no revocation list in it".formatted(file));
  }

  private static byte[] bytes(Path file) {
    try {
      if (Files.size(file) > FILE_BYTES_MAX) {
        throw new SeaworthyException(
            SigningError.BAD_CERTIFICATE,
            "%s is longer than %s bytes".formatted(file, FILE_BYTES_MAX));
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      String reason = e instanceof NoSuchFileException ? "there is no such file" : e.toString();
      throw new SeaworthyException(
          SigningError.KEY_UNREADABLE, "tried to read %s: %s".formatted(file, reason), e);
    }
  }

  static Instant notAfter(X509Certificate certificate) {
    return certificate.getNotAfter().toInstant();
  }

  static Instant thisUpdate(X509CRL list) {
    return list.getThisUpdate().toInstant();
  }

  /// Empty for a list that never says when the next one comes.
  static Optional<Instant> nextUpdate(X509CRL list) {
    return Optional.ofNullable(list.getNextUpdate()).map(Date::toInstant);
  }

  static Instant revokedAt(X509CRLEntry entry) {
    return entry.getRevocationDate().toInstant();
  }

  /// Has a chain judged as of this instant.
  static void setDate(PKIXParameters parameters, Instant at) {
    parameters.setDate(Date.from(at));
  }

  static Instant instant(Date date) {
    return date.toInstant();
  }
}
