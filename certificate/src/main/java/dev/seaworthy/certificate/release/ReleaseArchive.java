package dev.seaworthy.certificate.release;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Digest.Algorithm;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.certificate.Certificate;
import dev.seaworthy.certificate.CertificateError;
import dev.seaworthy.certificate.CertificateRules;
import dev.seaworthy.certificate.SignedCertificate;
import dev.seaworthy.certificate.TrustedKeys;
import dev.seaworthy.signing.DsseEnvelope;
import dev.seaworthy.signing.Signer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// A file with everything that belongs to one release: `release.json`, which is signed and names
/// every other entry with its digest, and the documents. It is a zip, written once, and the same
/// documents make the same bytes but for the signature.
public final class ReleaseArchive {

  /// The longest document that is sealed.
  public static final long DOCUMENT_BYTES_MAX = 1L << 30;

  private static final String MANIFEST = "release.json";
  private static final String TYPE = "application/vnd.in-toto+json";
  private static final int MANIFEST_BYTES_MAX = 1 << 20;
  private static final int DOCUMENTS_MAX = 1_000;

  /// The earliest time that a zip can tell (APPNOTE 4.4.6).
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private ReleaseArchive() {}

  /// A document to be sealed.
  public record Document(DocumentRole role, Path file) {}

  /// Seals a release. The certificate must clear the image now, and stand among the documents.
  ///
  /// @param certificate read by a trusted key
  /// @param rules what is asked of it, as by any gate
  /// @param out must not exist; it appears whole, and may only be read afterwards
  /// @throws SeaworthyException as [CertificateRules#require]; [CertificateError#RELEASE_EXISTS],
  ///   [CertificateError#RELEASE_UNWRITABLE], [CertificateError#NOT_A_RELEASE]
  public static Release write(
      SignedCertificate certificate,
      CertificateRules rules,
      List<Document> documents,
      Path out,
      Collection<? extends Signer> signers,
      Instant now) {
    Certificate cleared = certificate.certificate();
    rules.require(certificate, cleared.subject(), now);
    if (documents.size() > DOCUMENTS_MAX) {
      throw bad("it would hold more than %s documents".formatted(DOCUMENTS_MAX));
    }
    if (Files.exists(out)) {
      throw exists(out);
    }
    Path unfinished = out.resolveSibling("." + out.getFileName() + ".part");
    try {
      Files.deleteIfExists(unfinished);
      Release release = write(cleared, documents, unfinished, signers, now);
      Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("r--r--r--"));
      // A link, unlike a move, refuses to take the place of what is there.
      Files.createLink(out, unfinished);
      return release;
    } catch (FileAlreadyExistsException e) {
      throw exists(out);
    } catch (IOException e) {
      throw new SeaworthyException(
          CertificateError.RELEASE_UNWRITABLE,
          "tried to write %s: %s".formatted(Text.visible(out.toString()), e),
          e);
    } finally {
      delete(unfinished);
    }
  }

  private static Release write(
      Certificate certificate,
      List<Document> documents,
      Path file,
      Collection<? extends Signer> signers,
      Instant now)
      throws IOException {
    List<SealedDocument> sealed = new ArrayList<>();
    try (OutputStream to = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW);
        ZipOutputStream zip = new ZipOutputStream(to)) {
      for (Document document : documents) {
        sealed.add(seal(document, sealed.size() + 1, zip));
      }
      Release release = new Release(certificate.subject(), certificate.asset(), now, sealed);
      zip.putNextEntry(entry(MANIFEST));
      zip.write(DsseEnvelope.sign(TYPE, release.statement(), signers).toJson());
      zip.closeEntry();
      return release;
    }
  }

  private static SealedDocument seal(Document document, int number, ZipOutputStream zip)
      throws IOException {
    String name =
        "%s/%s-%s"
            .formatted(
                document.role().word(),
                "0".repeat(4 - String.valueOf(number).length()) + number,
                document.file().getFileName().toString().replaceAll("[^A-Za-z0-9._-]", "_"));
    MessageDigest sha256 = Algorithm.SHA256.newMessageDigest();
    zip.putNextEntry(entry(name));
    long length;
    try (InputStream in = Files.newInputStream(document.file())) {
      // Not closed: that would close the archive.
      DigestOutputStream both = new DigestOutputStream(zip, sha256);
      length = in.transferTo(both);
    }
    zip.closeEntry();
    if (length > DOCUMENT_BYTES_MAX) {
      throw bad("%s is longer than %s bytes".formatted(document.file(), DOCUMENT_BYTES_MAX));
    }
    return new SealedDocument(
        document.role(), name, Digest.of(Algorithm.SHA256, sha256.digest()), length);
  }

  private static ZipEntry entry(String name) {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(NO_TIME);
    return entry;
  }

  /// Checks a release, without any network: the signature, and that every document is there, as it
  /// was sealed, and nothing else.
  ///
  /// @throws SeaworthyException [CertificateError#NOT_A_RELEASE],
  ///   [CertificateError#RELEASE_ALTERED], or with a code of the room `signing`
  public static Release verify(Path file, TrustedKeys trusted, Limits limits) {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      Map<String, ZipEntry> entries = entries(zip);
      ZipEntry manifest = entries.remove(MANIFEST);
      if (manifest == null) {
        throw bad("it has no " + MANIFEST);
      }
      byte[] envelope;
      try (InputStream in = zip.getInputStream(manifest)) {
        envelope = in.readNBytes(MANIFEST_BYTES_MAX + 1);
      }
      if (envelope.length > MANIFEST_BYTES_MAX) {
        throw bad("its %s is longer than %s bytes".formatted(MANIFEST, MANIFEST_BYTES_MAX));
      }
      Release release =
          Release.read(
              DsseEnvelope.read(envelope, MANIFEST, limits)
                  .verifiedPayload(TYPE, trusted.of(envelope))
                  .payload(),
              limits);
      for (SealedDocument document : release.documents()) {
        ZipEntry entry = entries.remove(document.entry());
        if (entry == null) {
          throw altered("%s is missing".formatted(Text.visible(document.entry())));
        }
        check(zip, entry, document);
      }
      if (!entries.isEmpty()) {
        throw altered(
            "%s was put in"
                .formatted(
                    Text.visible(entries.keySet().stream().sorted().findFirst().orElseThrow())));
      }
      return release;
    } catch (ZipException e) {
      throw new SeaworthyException(
          CertificateError.NOT_A_RELEASE, "it is no whole zip: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new SeaworthyException(
          CertificateError.NOT_A_RELEASE,
          "tried to read %s: %s".formatted(Text.visible(file.toString()), e),
          e);
    }
  }

  private static Map<String, ZipEntry> entries(ZipFile zip) {
    Map<String, ZipEntry> entries = new HashMap<>();
    for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
      ZipEntry entry = all.nextElement();
      if (entries.size() > DOCUMENTS_MAX) {
        throw bad("it has more than %s entries".formatted(DOCUMENTS_MAX));
      }
      if (entries.put(entry.getName(), entry) != null) {
        throw altered("%s is there twice".formatted(Text.visible(entry.getName())));
      }
    }
    return entries;
  }

  private static void check(ZipFile zip, ZipEntry entry, SealedDocument document)
      throws IOException {
    MessageDigest sha256 = Algorithm.SHA256.newMessageDigest();
    long left = document.bytes();
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n >= 0 && left >= 0; n = in.read(buffer)) {
        sha256.update(buffer, 0, n);
        left -= n;
      }
    }
    if (left != 0 || !Digest.of(Algorithm.SHA256, sha256.digest()).equals(document.digest())) {
      throw altered("%s is not what was sealed".formatted(Text.visible(document.entry())));
    }
  }

  private static void delete(Path unfinished) {
    try {
      Files.deleteIfExists(unfinished);
    } catch (IOException _) {
      // A hidden file is left beside the place; the failure that led here is told instead.
    }
  }

  private static SeaworthyException exists(Path out) {
    return new SeaworthyException(
        CertificateError.RELEASE_EXISTS,
        "%s is there already".formatted(Text.visible(out.toString())));
  }

  private static SeaworthyException bad(String problem) {
    return new SeaworthyException(CertificateError.NOT_A_RELEASE, problem);
  }

  private static SeaworthyException altered(String problem) {
    return new SeaworthyException(CertificateError.RELEASE_ALTERED, problem);
  }
}
