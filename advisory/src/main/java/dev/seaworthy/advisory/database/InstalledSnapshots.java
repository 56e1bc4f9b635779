package dev.seaworthy.advisory.database;

import dev.seaworthy.advisory.AdvisoryError;
import dev.seaworthy.base.Digest;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The advisory databases of one installation, each in a file named by its digest, so that what was
/// known on a given day can be replayed. One of them is current.
public final class InstalledSnapshots {

  private static final Pattern FILE = Pattern.compile("sha256-([0-9a-f]{64})\\.db");
  private static final String CURRENT = "current";

  private static final Comparator<InstalledSnapshot> NEWEST_FIRST =
      Comparator.comparing(InstalledSnapshot::isCurrent)
          .reversed()
          .thenComparing(InstalledSnapshot::installedAt, Comparator.reverseOrder())
          .thenComparing(InstalledSnapshot::digest);

  /// How many snapshots are kept, so that an earlier verdict can be replayed.
  private static final int KEPT = 5;

  private final Path directory;
  private final DatabaseTrust trust;
  private final int kept;

  /// @param directory the place for databases, such as `advisories` in the data directory; made
  ///   when it is first needed
  /// @param trust what makes a database acceptable here
  public InstalledSnapshots(Path directory, DatabaseTrust trust) {
    this(directory, trust, KEPT);
  }

  /// @param directory as above
  /// @param kept how many snapshots stay when a new one is installed, that one included
  public InstalledSnapshots(Path directory, DatabaseTrust trust, int kept) {
    this.directory = directory;
    this.trust = trust;
    this.kept = Math.max(1, kept);
  }

  /// Checks a database as a whole, puts it in place, makes it current and lets go of the oldest
  /// ones beyond those that are kept. The file given stays where it is.
  ///
  /// @throws SeaworthyException when it is damaged, or [AdvisoryError#DATABASE_UNWRITABLE]; the
  ///   current database stays as it was then
  public InstalledSnapshot install(Path built) {
    Digest digest;
    try (DatabaseFile database = DatabaseFile.open(built, trust)) {
      database.verify();
      digest = database.info().digest();
    }
    try {
      Files.createDirectories(directory);
      Path copy = Files.createTempFile(directory, ".installing-", ".db");
      try {
        Files.copy(built, copy, StandardCopyOption.REPLACE_EXISTING);
        // What was copied is what was checked, or it is not put in place.
        try (DatabaseFile copied = DatabaseFile.open(copy, trust)) {
          copied.verify();
          requireDigest(copied, digest, copy);
        }
        Files.move(copy, file(digest), StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(copy);
      }
      makeCurrent(digest);
      prune();
    } catch (IOException e) {
      throw unwritable(e);
    }
    return find(digest).orElseThrow();
  }

  private void makeCurrent(Digest digest) throws IOException {
    Path pointer = Files.createTempFile(directory, ".installing-", ".current");
    try {
      Files.writeString(pointer, digest + "\n");
      Files.move(
          pointer,
          directory.resolve(CURRENT),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(pointer);
    }
  }

  /// Opens the current database; empty when none is installed.
  ///
  /// @throws SeaworthyException when there is one that can't be used: never a silent "none"
  public Optional<DatabaseFile> openCurrent() {
    return current().map(this::open);
  }

  /// The digest of the current database; empty when none is installed.
  public Optional<Digest> current() {
    Path pointer = directory.resolve(CURRENT);
    try {
      if (!Files.exists(pointer)) {
        return Optional.empty();
      }
      String text = Files.readString(pointer, StandardCharsets.UTF_8).strip();
      return Optional.of(Digest.parse(text));
    } catch (IOException e) {
      throw new SeaworthyException(
          AdvisoryError.DATABASE_UNREADABLE,
          "tried to read which advisory database is current in %s: %s".formatted(pointer, e),
          e);
    }
  }

  /// Opens the installed database of this digest, to replay what it knew.
  ///
  /// @throws SeaworthyException [AdvisoryError#NO_SUCH_SNAPSHOT], or what [DatabaseFile#open]
  ///   throws
  public DatabaseFile open(Digest digest) {
    Path file = file(digest);
    if (!Files.exists(file)) {
      throw new SeaworthyException(
          AdvisoryError.NO_SUCH_SNAPSHOT,
          "no advisory database %s is installed in %s".formatted(digest, directory));
    }
    DatabaseFile database = DatabaseFile.open(file, trust);
    try {
      requireDigest(database, digest, file);
    } catch (SeaworthyException e) {
      database.close();
      throw e;
    }
    return database;
  }

  private static void requireDigest(DatabaseFile database, Digest digest, Path file) {
    Digest found = database.info().digest();
    if (!found.equals(digest)) {
      throw new SeaworthyException(
          AdvisoryError.DATABASE_DAMAGED,
          "%s holds the advisory database %s, expected %s".formatted(file, found, digest));
    }
  }

  /// The installed databases: the current one first, then the newest.
  public List<InstalledSnapshot> list() {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    Optional<Digest> current = current();
    List<InstalledSnapshot> snapshots = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Matcher name = FILE.matcher(file.getFileName().toString());
        if (name.matches()) {
          Digest digest = new Digest(Digest.Algorithm.SHA256, name.group(1));
          BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
          snapshots.add(
              new InstalledSnapshot(
                  digest,
                  file,
                  attributes.size(),
                  attributes.lastModifiedTime().toInstant(),
                  current.filter(digest::equals).isPresent()));
        }
      }
    } catch (IOException e) {
      throw new SeaworthyException(
          AdvisoryError.DATABASE_UNREADABLE,
          "tried to list the advisory databases in %s: %s"
              .formatted(directory, Text.shorten(e.toString(), 300)),
          e);
    }
    snapshots.sort(NEWEST_FIRST);
    return snapshots;
  }

  /// The current one is the first of the list, so it always stays.
  private void prune() throws IOException {
    List<InstalledSnapshot> all = list();
    for (InstalledSnapshot old : all.subList(Math.min(kept, all.size()), all.size())) {
      Files.deleteIfExists(old.file());
    }
  }

  private Optional<InstalledSnapshot> find(Digest digest) {
    return list().stream().filter(snapshot -> snapshot.digest().equals(digest)).findFirst();
  }

  private Path file(Digest digest) {
    return directory.resolve(digest.algorithm().wireName() + "-" + digest.hex() + ".db");
  }

  private SeaworthyException unwritable(IOException e) {
    return new SeaworthyException(
        AdvisoryError.DATABASE_UNWRITABLE,
        "tried to change the installed advisory databases in %s: %s".formatted(directory, e),
        e);
  }
}
