package dev.seaworthy.signing;

import dev.seaworthy.base.SeaworthyException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The keys of one installation for one purpose: its own pair, made when it is first needed, and
/// the public keys of others that somebody decided to trust ("pinned").
public final class KeyFolder {

  private static final String PRIVATE = "own.key.pem";
  private static final String PUBLIC = "own.pub.pem";
  private static final String PINNED_ENDING = ".pub.pem";
  private static final int KEY_BYTES_MAX = 10_000;
  private static final Set<PosixFilePermission> OTHERS =
      PosixFilePermissions.fromString("---rwxrwx");

  private final Path folder;
  private final Cryptography cryptography;

  /// A folder for the standard profile.
  ///
  /// @param folder made when the first key is kept, readable by its owner alone
  public KeyFolder(Path folder) {
    this(folder, CryptographyProfile.STANDARD.cryptography());
  }

  /// @param folder made when the first key is kept, readable by its owner alone
  /// @param cryptography what its keys do their work with
  public KeyFolder(Path folder, Cryptography cryptography) {
    this.folder = folder;
    this.cryptography = cryptography;
  }

  /// The installation's own key, made now if there is none.
  ///
  /// @throws SeaworthyException [SigningError#KEY_UNWRITABLE], [SigningError#KEY_UNREADABLE],
  ///   [SigningError#BAD_KEY], [SigningError#KEY_EXPOSED]
  public SigningKey own() {
    Optional<VerificationKey> known = ownPublic();
    return known.isPresent() ? privateKey(folder.resolve(PRIVATE), known.get()) : make();
  }

  /// Reads a private key from a file that its owner alone may read.
  ///
  /// @throws SeaworthyException [SigningError#KEY_UNREADABLE], [SigningError#BAD_KEY],
  ///   [SigningError#KEY_EXPOSED]
  public static SigningKey privateKey(Path file, VerificationKey verification) {
    try {
      boolean isExposed = Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains);
      if (isExposed) {
        throw new SeaworthyException(
            SigningError.KEY_EXPOSED, "%s may be read by others than its owner".formatted(file));
      }
    } catch (IOException e) {
      throw unreadable(file, e);
    }
    return SigningKey.ofPem(text(file), verification, file.toString());
  }

  private SigningKey make() {
    SigningKey key = SigningKey.generate(KeyAlgorithm.ED25519, cryptography);
    try {
      createFolder();
      // Whoever puts the public part in place first has made the key; it comes last, so that a pair
      // is whole or not there.
      Path made = Files.createTempFile(folder, ".new-", ".pem", ownerOnly("rw-------"));
      Files.writeString(made, key.toPem());
      Path shown = Files.createTempFile(folder, ".new-", ".pem", ownerOnly("rw-------"));
      Files.writeString(shown, key.verification().toPem());
      try {
        Files.createLink(folder.resolve(PRIVATE), made);
      } catch (FileAlreadyExistsException e) {
        return concurrentlyMade(made, shown, e);
      }
      Files.delete(made);
      Files.move(shown, folder.resolve(PUBLIC), StandardCopyOption.ATOMIC_MOVE);
      return key;
    } catch (IOException e) {
      throw new SeaworthyException(
          SigningError.KEY_UNWRITABLE, "tried to make a key in %s: %s".formatted(folder, e), e);
    }
  }

  private SigningKey concurrentlyMade(Path made, Path shown, IOException cause) throws IOException {
    Files.deleteIfExists(made);
    Files.deleteIfExists(shown);
    Optional<VerificationKey> other = ownPublic();
    if (other.isEmpty()) {
      throw new SeaworthyException(
          SigningError.KEY_UNREADABLE,
          "%s is there without its public part %s; delete it to get a new pair"
              .formatted(folder.resolve(PRIVATE), PUBLIC),
          cause);
    }
    return privateKey(folder.resolve(PRIVATE), other.get());
  }

  private void createFolder() throws IOException {
    Path parent = folder.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    try {
      Files.createDirectory(folder, ownerOnly("rwx------"));
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(folder)) {
        throw e;
      }
    }
  }

  private static FileAttribute<Set<PosixFilePermission>> ownerOnly(String permissions) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
  }

  /// The public part of the installation's own key; empty when none was made yet.
  public Optional<VerificationKey> ownPublic() {
    Path file = folder.resolve(PUBLIC);
    return Files.exists(file) ? Optional.of(publicKey(file, cryptography)) : Optional.empty();
  }

  /// Trusts a key of another installation from now on.
  ///
  /// @throws SeaworthyException [SigningError#KEY_UNWRITABLE]
  public void pin(VerificationKey key) {
    Path file = folder.resolve(key.id().hex() + PINNED_ENDING);
    try {
      createFolder();
      Path made = Files.createTempFile(folder, ".new-", ".pem", ownerOnly("rw-------"));
      Files.writeString(made, key.toPem());
      Files.move(made, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new SeaworthyException(
          SigningError.KEY_UNWRITABLE, "tried to keep a key in %s: %s".formatted(file, e), e);
    }
  }

  /// The keys whose signatures count here: the own one and those that are pinned.
  ///
  /// @throws SeaworthyException [SigningError#KEY_UNREADABLE], [SigningError#BAD_KEY]
  public Set<VerificationKey> trusted() {
    Set<VerificationKey> keys = new TreeSet<>();
    if (!Files.isDirectory(folder)) {
      return keys;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(PINNED_ENDING) && !name.startsWith(".")) {
          keys.add(publicKey(file, cryptography));
        }
      }
    } catch (IOException e) {
      throw unreadable(folder, e);
    }
    return keys;
  }

  /// Reads a public key from a file for the standard profile.
  ///
  /// @throws SeaworthyException [SigningError#KEY_UNREADABLE], [SigningError#BAD_KEY]
  public static VerificationKey publicKey(Path file) {
    return publicKey(file, CryptographyProfile.STANDARD.cryptography());
  }

  /// Reads a public key from a file.
  ///
  /// @throws SeaworthyException [SigningError#KEY_UNREADABLE], [SigningError#BAD_KEY],
  ///   [SigningError#NOT_APPROVED]
  public static VerificationKey publicKey(Path file, Cryptography cryptography) {
    return VerificationKey.ofPem(text(file), file.toString(), cryptography);
  }

  private static String text(Path file) {
    try {
      if (Files.size(file) > KEY_BYTES_MAX) {
        throw new SeaworthyException(
            SigningError.BAD_KEY, "%s is too long for a key".formatted(file));
      }
      return Files.readString(file, StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static SeaworthyException unreadable(Path file, IOException e) {
    String reason = e instanceof NoSuchFileException ? "there is no such file" : e.toString();
    return new SeaworthyException(
        SigningError.KEY_UNREADABLE, "tried to read the key %s: %s".formatted(file, reason), e);
  }
}
