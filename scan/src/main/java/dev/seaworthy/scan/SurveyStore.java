package dev.seaworthy.scan;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.certificate.Certificate;
import dev.seaworthy.certificate.CertificateError;
import dev.seaworthy.certificate.DatedDigest;
import dev.seaworthy.certificate.SignedCertificate;
import dev.seaworthy.verdict.Circumstances;
import dev.seaworthy.verdict.Policy;
import dev.seaworthy.verdict.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What certificates rest on, kept in a folder of its owner alone, so that a verdict can be decided
/// again without the image: each document in a file that its SHA-256 names, which a certificate
/// names in turn, and the certificates themselves. Nothing is overwritten; a file is whole or not
/// there, however the program ends.
///
/// | folder | holds |
/// |---|---|
/// | `objects/ab/` | documents, by their digest |
/// | `certificates/` | signed certificates, by the digest of what was signed |
public final class SurveyStore {

  /// What a certificate calls the inventory that it rests on.
  public static final String INVENTORY = "inventory";

  /// What a certificate calls the policy, facts and deviations that it rests on.
  public static final String TERMS = "terms";

  private static final Pattern ENVELOPE = Pattern.compile("[0-9a-f]{64}\\.json");
  private static final Set<PosixFilePermission> OTHERS =
      PosixFilePermissions.fromString("---rwxrwx");

  private final Path folder;
  private final Limits limits;

  /// @param folder made when something is first kept
  public SurveyStore(Path folder, Limits limits) {
    this.folder = folder;
    this.limits = limits;
  }

  /// Keeps what a verdict rests on.
  ///
  /// @param image what the verdict was decided on
  /// @return how the certificate names it
  /// @throws SeaworthyException [CertificateError#STORE_UNUSABLE]
  public List<DatedDigest> keep(ReadImage image, Verdict verdict, Circumstances circumstances) {
    Instant at = verdict.surveyedAt();
    byte[] inventory = StoredImageWriter.write(StoredImage.of(image));
    List<DatedDigest> kept = new ArrayList<>();
    kept.add(new DatedDigest(INVENTORY, put(inventory), at));
    kept.add(keepTerms(verdict, image.circumstances(circumstances)));
    return kept;
  }

  DatedDigest keepTerms(Verdict verdict, Circumstances circumstances) {
    return new DatedDigest(
        TERMS, put(StoredTerms.of(verdict, circumstances).write()), verdict.surveyedAt());
  }

  /// Keeps a certificate, once it is issued.
  ///
  /// @param digest of what was signed
  /// @return where it lies
  /// @throws SeaworthyException [CertificateError#STORE_UNUSABLE]
  public Path keep(byte[] envelope, Digest digest) {
    Path file = certificate(digest);
    write(file, envelope);
    return file;
  }

  /// Where a certificate lies, or would.
  public Path certificate(Digest digest) {
    return folder.resolve("certificates").resolve(digest.hex() + ".json");
  }

  /// The files of all certificates, by their digests.
  ///
  /// @throws SeaworthyException [CertificateError#STORE_UNUSABLE]
  public List<Path> certificates() {
    Path kept = folder.resolve("certificates");
    if (!Files.exists(kept, LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    requireOwn();
    try (Stream<Path> files = Files.list(kept)) {
      return files
          .filter(file -> ENVELOPE.matcher(file.getFileName().toString()).matches())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw unusable(kept + " can't be read", e);
    }
  }

  /// What a certificate rests on.
  ///
  /// @throws SeaworthyException [CertificateError#NOT_KEPT], [CertificateError#STORE_DAMAGED],
  ///   [CertificateError#STORE_UNUSABLE]
  public KeptSurvey survey(SignedCertificate signed) {
    Certificate certificate = signed.certificate();
    Digest inventory = named(certificate, INVENTORY);
    StoredImage image =
        read(inventory, INVENTORY, bytes -> StoredImageReader.read(bytes, INVENTORY, limits));
    StoredTerms stored = terms(certificate);
    if (!stored.policy().digest().equals(certificate.policy())
        || !stored.asset().equals(certificate.asset())
        || !image.summary().manifestDigest().filter(certificate.subject()::equals).isPresent()) {
      throw other(certificate);
    }
    return new KeptSurvey(signed, image, stored);
  }

  /// The policy that decided, alone: what it takes is read, and not the inventory.
  ///
  /// @throws SeaworthyException [CertificateError#NOT_KEPT], [CertificateError#STORE_DAMAGED],
  ///   [CertificateError#STORE_UNUSABLE]
  public Policy policy(SignedCertificate signed) {
    Certificate certificate = signed.certificate();
    StoredTerms stored = terms(certificate);
    if (!stored.policy().digest().equals(certificate.policy())) {
      throw other(certificate);
    }
    return stored.policy();
  }

  private StoredTerms terms(Certificate certificate) {
    return read(named(certificate, TERMS), TERMS, bytes -> StoredTerms.read(bytes, TERMS, limits));
  }

  private static SeaworthyException other(Certificate certificate) {
    return new SeaworthyException(
        CertificateError.STORE_DAMAGED,
        "what the certificate of %s names is of another image, asset or policy"
            .formatted(Text.visible(certificate.asset().toString())));
  }

  private static Digest named(Certificate certificate, String name) {
    return certificate
        .dataOf(name)
        .orElseThrow(() ->
            new SeaworthyException(
                CertificateError.NOT_KEPT,
                "the certificate of %s names no %s: it was made without a store"
                    .formatted(Text.visible(certificate.asset().toString()), name)))
        .digest();
  }

  private interface Reading<T> {
    T of(byte[] bytes);
  }

  /// Nothing is read of what isn't what its name says.
  private <T> T read(Digest digest, String what, Reading<T> reading) {
    byte[] bytes = bytes(digest, what);
    try {
      return reading.of(bytes);
    } catch (SeaworthyException
        | IllegalArgumentException
        | ArithmeticException
        | DateTimeException e) {
      throw new SeaworthyException(
          CertificateError.STORE_DAMAGED,
          "the %s %s can't be read: %s"
              .formatted(what, digest, Text.shorten(String.valueOf(e.getMessage()), 160)),
          e);
    }
  }

  private byte[] bytes(Digest digest, String what) {
    Path file = object(digest);
    requireOwn();
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      byte[] bytes = in.readNBytes(limits.asInt(Limit.SBOM_BYTES) + 1);
      if (bytes.length > limits.asInt(Limit.SBOM_BYTES) || !Digest.sha256(bytes).equals(digest)) {
        throw new SeaworthyException(
            CertificateError.STORE_DAMAGED,
            "the %s in %s isn't what its name says".formatted(what, Text.visible(file.toString())));
      }
      return bytes;
    } catch (NoSuchFileException e) {
      throw new SeaworthyException(
          CertificateError.NOT_KEPT,
          "there is no %s %s in %s".formatted(what, digest, Text.visible(folder.toString())),
          e);
    } catch (IOException e) {
      throw unusable(file + " can't be read", e);
    }
  }

  private Digest put(byte[] bytes) {
    if (bytes.length > limits.asInt(Limit.SBOM_BYTES)) {
      throw new SeaworthyException(
          CertificateError.STORE_UNUSABLE,
          "the inventory takes %s bytes, and %s may be kept"
              .formatted(bytes.length, limits.asInt(Limit.SBOM_BYTES)),
          "Certify without a store: --store none. Such a certificate can't be re-evaluated.",
          null);
    }
    Digest digest = Digest.sha256(bytes);
    write(object(digest), bytes);
    return digest;
  }

  private Path object(Digest digest) {
    return folder.resolve("objects").resolve(digest.hex().substring(0, 2)).resolve(digest.hex());
  }

  /// Written aside, forced to the disk and moved into place in one step.
  private void write(Path file, byte[] bytes) {
    try {
      Path parent = file.getParent();
      Files.createDirectories(
          parent,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      requireOwn();
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)
          && Digest.sha256(Files.readAllBytes(file)).equals(Digest.sha256(bytes))) {
        return;
      }
      // The JDK makes temporary files for their owner alone.
      Path made = Files.createTempFile(parent, ".new-", "");
      try {
        Files.write(made, bytes);
        try (FileChannel channel = FileChannel.open(made, StandardOpenOption.WRITE)) {
          channel.force(true);
        }
        Files.move(made, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(made);
      }
    } catch (IOException e) {
      throw unusable("tried to keep " + file, e);
    }
  }

  /// Who else may write there could take a certificate's inventory away; what they put in its place
  /// wouldn't have its digest.
  private void requireOwn() {
    try {
      if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
        throw new SeaworthyException(
            Files.exists(folder, LinkOption.NOFOLLOW_LINKS)
                ? CertificateError.STORE_UNUSABLE
                : CertificateError.NOT_KEPT,
            Text.visible(folder.toString()) + " is no directory of its own");
      }
      if (Files.getPosixFilePermissions(folder).stream().anyMatch(OTHERS::contains)) {
        throw new SeaworthyException(
            CertificateError.STORE_UNUSABLE,
            "%s may be used by others than its owner".formatted(Text.visible(folder.toString())));
      }
    } catch (IOException e) {
      throw unusable(folder + " can't be looked at", e);
    }
  }

  private static SeaworthyException unusable(String what, IOException e) {
    return new SeaworthyException(
        CertificateError.STORE_UNUSABLE,
        "%s: %s".formatted(Text.visible(what), e.getClass().getSimpleName()),
        e);
  }
}
