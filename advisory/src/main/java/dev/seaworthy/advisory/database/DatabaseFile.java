package dev.seaworthy.advisory.database;

import dev.seaworthy.advisory.Advisory;
import dev.seaworthy.advisory.AdvisoryDatabase;
import dev.seaworthy.advisory.AdvisoryError;
import dev.seaworthy.advisory.AdvisoryId;
import dev.seaworthy.advisory.Enrichment;
import dev.seaworthy.advisory.Flaw;
import dev.seaworthy.advisory.Lifecycle;
import dev.seaworthy.advisory.PackageNames;
import dev.seaworthy.advisory.SnapshotInfo;
import dev.seaworthy.advisory.Statements;
import dev.seaworthy.base.SeaworthyException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// An advisory database in a file. See `docs/reference-database-format.md`.
public final class DatabaseFile implements AdvisoryDatabase {

  private final Storage storage;
  private final Prologue prologue;
  private final Header header;
  private final SnapshotInfo info;
  private final Tree packages;
  private final Tree ids;
  private final Tree flaws;
  private final Tree enrichments;
  private final Tree lifecycles;
  private final Set<String> ecosystems;

  /// Clocks differ; data that are dated further ahead than this are not explained by that.
  private static final Duration CLOCK_TOLERANCE = Duration.ofDays(1);

  private DatabaseFile(Storage storage, DatabaseTrust trust) {
    this.storage = storage;
    this.prologue = Prologue.read(storage);
    Seal.read(storage).require(prologue, trust, storage.name());
    this.header = prologue.header(storage);
    requirePast(header.dataDate(), trust.now());
    this.info = header.info(prologue.digest());
    this.packages = tree(TreeKind.PACKAGES);
    this.ids = tree(TreeKind.IDS);
    this.flaws = tree(TreeKind.FLAWS);
    this.enrichments = tree(TreeKind.ENRICHMENTS);
    this.lifecycles = tree(TreeKind.LIFECYCLES);
    this.ecosystems = Set.copyOf(header.ecosystems());
  }

  private void requirePast(Instant dataDate, Instant now) {
    if (now.isBefore(dataDate) && dataDate.isAfter(now.plus(CLOCK_TOLERANCE))) {
      throw new SeaworthyException(
          AdvisoryError.DATABASE_DATED_LATER,
          "%s holds data of %s, and it is %s now".formatted(storage.name(), dataDate, now));
    }
  }

  private Tree tree(TreeKind kind) {
    return new Tree(storage, kind, header.tree(kind).root());
  }

  /// Opens a database: reads its header and nothing else.
  ///
  /// @throws SeaworthyException [AdvisoryError#DATABASE_UNREADABLE],
  ///   [AdvisoryError#DATABASE_FOREIGN], [AdvisoryError#DATABASE_FROM_THE_FUTURE],
  ///   [AdvisoryError#DATABASE_TRUNCATED], [AdvisoryError#DATABASE_UNSIGNED],
  ///   [AdvisoryError#DATABASE_UNTRUSTED], [AdvisoryError#DATABASE_SIGNATURE_WRONG],
  ///   [AdvisoryError#DATABASE_DAMAGED] or [AdvisoryError#DATABASE_DATED_LATER]
  public static DatabaseFile open(Path file, DatabaseTrust trust) {
    try {
      return open(Storage.map(file), trust);
    } catch (NoSuchFileException e) {
      throw new SeaworthyException(
          AdvisoryError.DATABASE_UNREADABLE, file + ": there is no such advisory database", e);
    } catch (IOException e) {
      throw new SeaworthyException(
          AdvisoryError.DATABASE_UNREADABLE,
          "tried to open the advisory database %s: %s".formatted(file, e.getMessage()),
          e);
    }
  }

  /// Opens a database that is in memory.
  ///
  /// @param name for messages
  public static DatabaseFile open(byte[] bytes, String name, DatabaseTrust trust) {
    return open(Storage.of(bytes, name), trust);
  }

  private static DatabaseFile open(Storage storage, DatabaseTrust trust) {
    try {
      return new DatabaseFile(storage, trust);
    } catch (RuntimeException e) {
      storage.close();
      throw e;
    }
  }

  @Override
  public SnapshotInfo info() {
    return info;
  }

  @Override
  public Statements statements(String ecosystem, String packageName) {
    String name = PackageNames.normalise(ecosystem, packageName);
    ByteReader value = packages.find(packageKey(ecosystem, name));
    return value == null
        ? Statements.of(List.of())
        : new StoredStatements(ecosystem, name, header, value);
  }

  @Override
  public List<Advisory> byId(AdvisoryId id) {
    List<Advisory> found = new ArrayList<>();
    for (IdEntry.PackageReference place : idEntry(id).packages()) {
      Statements statements = statements(header.ecosystem(place.ecosystem()), place.packageName());
      while (statements.next()) {
        if (statements.carries(id)) {
          found.add(statements.advisory());
        }
      }
    }
    return found;
  }

  @Override
  public Optional<Flaw> flaw(AdvisoryId id) {
    ByteReader value = flaws.find(IdCodec.key(id));
    if (value != null) {
      return Optional.of(FlawCodec.read(id, value));
    }
    for (AdvisoryId known : idEntry(id).flaws()) {
      ByteReader elsewhere = flaws.find(IdCodec.key(known));
      if (elsewhere != null) {
        return Optional.of(FlawCodec.read(known, elsewhere));
      }
    }
    return Optional.empty();
  }

  @Override
  public List<Enrichment> enrichments(AdvisoryId id) {
    ByteReader value = enrichments.find(IdCodec.key(id));
    if (value != null) {
      return EnrichmentCodec.readAll(value, header);
    }
    for (AdvisoryId known : idEntry(id).flaws()) {
      ByteReader elsewhere = enrichments.find(IdCodec.key(known));
      if (elsewhere != null) {
        return EnrichmentCodec.readAll(elsewhere, header);
      }
    }
    return List.of();
  }

  @Override
  public Optional<Lifecycle> lifecycle(String product) {
    return Optional.ofNullable(lifecycles.find(product.getBytes(StandardCharsets.UTF_8)))
        .map(value -> LifecycleCodec.read(product, value, header));
  }

  @Override
  public List<String> products() {
    List<String> products = new ArrayList<>();
    lifecycles.visit(entry -> products.add(entry.text()));
    return List.copyOf(products);
  }

  private IdEntry idEntry(AdvisoryId id) {
    ByteReader value = ids.find(IdCodec.key(id));
    return value == null ? IdEntry.NONE : IdEntry.read(value);
  }

  @Override
  public boolean covers(String ecosystem) {
    return ecosystems.contains(ecosystem) && !header.touched().contains(ecosystem);
  }

  @Override
  public boolean touches(String ecosystem) {
    return ecosystems.contains(ecosystem);
  }

  @Override
  public List<String> ecosystems() {
    return List.copyOf(new TreeSet<>(ecosystems));
  }

  /// Reads and checks every byte of the file, and decodes every entry.
  ///
  /// @throws SeaworthyException [AdvisoryError#DATABASE_DAMAGED] at the first fault
  public void verify() {
    Set<TreeKind> all = new LinkedHashSet<>(List.of(TreeKind.values()));
    long bytes = (long) Prologue.LENGTH + Seal.LENGTH + prologue.headerLength();
    long rows = 0;
    for (TreeKind kind : all) {
      RowCounter counter = new RowCounter(kind, header);
      bytes += tree(kind).visit(counter::entry);
      rows += counter.rows();
    }
    if (bytes != prologue.fileLength() || rows != header.advisoryCount()) {
      throw new SeaworthyException(
          AdvisoryError.DATABASE_DAMAGED,
          "%s: its blocks hold %s bytes with %s statements; it was written with %s and %s"
              .formatted(
                  storage.name(), bytes, rows, prologue.fileLength(), header.advisoryCount()));
    }
  }

  static byte[] packageKey(String ecosystem, String normalName) {
    return (ecosystem + '\0' + normalName).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    storage.close();
  }
}
