package dev.seaworthy.server.identity;

import dev.seaworthy.server.store.Ids;
import dev.seaworthy.server.store.Row;
import dev.seaworthy.server.store.Transaction;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Keeps which client certificate shows who somebody is. The listener holds that an authority which
/// the operator named has signed it; here it is known by its digest, so that a name in it says
/// nothing and another certificate for the same name is nobody's.
@Singleton
class ClientCertificates {
  private static final int PEM_CHARS_MAX = 32 * 1024;

  private final Ids ids;
  private final InstantSource clock;

  ClientCertificates(Ids ids, InstantSource clock) {
    this.ids = ids;
    this.clock = clock;
  }

  /// @param fingerprint SHA-256 of the certificate, hexadecimal
  record Known(UUID id, String fingerprint, String subject, Instant validUntil, Instant madeAt) {}

  static X509Certificate parse(String pem) {
    if (pem.length() > PEM_CHARS_MAX) {
      throw Checks.bad("certificate is longer than any.");
    }
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)));
    } catch (CertificateException e) {
      throw Checks.bad("certificate is no certificate in PEM.");
    }
  }

  Known add(Transaction tx, UUID person, X509Certificate certificate) throws SQLException {
    Instant now = clock.instant();
    Instant until = certificate.getNotAfter().toInstant();
    if (!until.isAfter(now)) {
      throw Checks.bad("The certificate has expired.");
    }
    byte[] fingerprint = fingerprint(certificate);
    Known known =
        new Known(
            ids.next(),
            HexFormat.of().formatHex(fingerprint),
            certificate.getSubjectX500Principal().getName(),
            until,
            now);
    int made =
        tx.update(
            """
            insert into identity_certificate (id, person, fingerprint, subject, valid_until, made_at)
            values (?, ?, ?, ?, ?, ?) on conflict (fingerprint) do nothing
            """,
            known.id(),
            person,
            fingerprint,
            known.subject(),
            until,
            now);
    if (made == 0) {
      throw Checks.conflict("The certificate is somebody's already.");
    }
    return known;
  }

  List<Known> of(Transaction tx, UUID person) throws SQLException {
    return tx.list(
        """
        select id, fingerprint, subject, valid_until, made_at from identity_certificate
        where person = ? order by id
        """,
        ClientCertificates::read,
        person);
  }

  boolean remove(Transaction tx, UUID person, UUID id) throws SQLException {
    return tx.update("delete from identity_certificate where person = ? and id = ?", person, id)
        > 0;
  }

  void removeAll(Transaction tx, UUID person) throws SQLException {
    tx.update("delete from identity_certificate where person = ?", person);
  }

  /// Whose certificate this is, while it is valid.
  Optional<UUID> person(Transaction tx, X509Certificate certificate) throws SQLException {
    Instant now = clock.instant();
    if (now.isBefore(certificate.getNotBefore().toInstant())) {
      return Optional.empty();
    }
    return tx.find(
        "select person from identity_certificate where fingerprint = ? and valid_until > ?",
        row -> row.id("person"),
        fingerprint(certificate),
        now);
  }

  private static byte[] fingerprint(X509Certificate certificate) {
    try {
      return Secret.sha256(certificate.getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate that was read can be written", e);
    }
  }

  private static Known read(Row row) throws SQLException {
    return new Known(
        row.id("id"),
        HexFormat.of().formatHex(row.bytes("fingerprint")),
        row.text("subject"),
        row.instant("valid_until"),
        row.instant("made_at"));
  }
}
