package dev.seaworthy.inventory.rpm;

import dev.seaworthy.base.Text;
import dev.seaworthy.image.AnalyserId;
import dev.seaworthy.image.FactCodec;
import dev.seaworthy.image.FactSink;
import dev.seaworthy.image.FileContent;
import dev.seaworthy.image.FileRecord;
import dev.seaworthy.image.Interest;
import dev.seaworthy.image.Interest.ExactPath;
import dev.seaworthy.inventory.Cataloger;
import dev.seaworthy.inventory.Component;
import dev.seaworthy.inventory.InventoryError;
import dev.seaworthy.inventory.InventoryFact.Found;
import dev.seaworthy.inventory.InventoryFactCodec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Packages that rpm installed, from whichever of its stores the image has; which one it is, its
/// first bytes tell, not its name.
///
/// Properties of its components: `rpm:modularity` (the module stream that the package belongs to),
/// `vendor`, `homepage`, `maintainer`; `provides` is used up when dependencies are resolved.
public final class RpmCataloger implements Cataloger {

  private static final AnalyserId ID = new AnalyserId("rpm", 1);
  private static final String WRITE_AHEAD_LOG = "-wal";
  private static final String MANIFEST = "/var/lib/rpmmanifest/container-manifest-2";
  private static final List<String> FOLDERS =
      List.of("/var/lib/rpm/", "/usr/lib/sysimage/rpm/", "/usr/share/rpm/");
  private static final List<String> FILES =
      List.of("Packages", "Packages.db", "rpmdb.sqlite", "rpmdb.sqlite" + WRITE_AHEAD_LOG);
  private static final Interest INTEREST = interests();

  private static Interest interests() {
    List<Interest.Pattern> patterns = new ArrayList<>();
    for (String folder : FOLDERS) {
      for (String file : FILES) {
        patterns.add(new ExactPath(folder + file));
      }
    }
    patterns.add(new ExactPath(MANIFEST));
    return new Interest(patterns);
  }

  @Override
  public AnalyserId id() {
    return ID;
  }

  @Override
  public Interest interest() {
    return INTEREST;
  }

  @Override
  public FactCodec codec() {
    return InventoryFactCodec.INSTANCE;
  }

  @Override
  public Coverage coverage() {
    return new Coverage(
        "RPM packages",
        "`Packages` (Berkeley DB hash, both byte orders), `Packages.db` (ndb) and `rpmdb.sqlite` in"
            + " `/var/lib/rpm`, `/usr/lib/sysimage/rpm` and `/usr/share/rpm`;"
            + " `/var/lib/rpmmanifest/container-manifest-2`",
        "every installed package with source package, epoch, architecture, module stream, licence,"
            + " owned files and dependencies; public keys are left out",
        "changes that still lie in a SQLite write-ahead log (a gap says so); Berkeley DB b-tree files"
            + " of rpm before version 4");
  }

  @Override
  public void analyse(FileRecord file, FileContent content, FactSink sink) throws IOException {
    if (content.size() == 0) {
      return;
    }
    if (file.path().equals(MANIFEST)) {
      RpmManifest.read(content, sink);
    } else if (file.path().endsWith(WRITE_AHEAD_LOG)) {
      sink.gap(
          InventoryError.DATABASE_UNREADABLE,
          "",
          "the package database has changes of %s bytes that were never written into it"
                  .formatted(content.size())
              + " (a SQLite write-ahead log); packages in them are not known");
    } else {
      readStore(content, sink);
    }
  }

  private static void readStore(FileContent content, FactSink sink) {
    try (SeekableByteChannel channel = content.channel()) {
      Telling telling = new Telling(sink);
      RpmStore store = open(new StoreFile(channel));
      telling.method = method(store);
      store.forEach(telling);
    } catch (IOException | IndexOutOfBoundsException e) {
      sink.gap(
          InventoryError.DATABASE_UNREADABLE,
          "",
          "reading the package database: " + Text.visible(String.valueOf(e.getMessage())));
    }
  }

  private static String method(RpmStore store) {
    return switch (store) {
      case BerkeleyHash ignored -> "rpm database (Berkeley DB)";
      case NdbStore ignored -> "rpm database (ndb)";
      case SqliteStore ignored -> "rpm database (SQLite)";
    };
  }

  private static RpmStore open(StoreFile file) throws IOException {
    byte[] first = file.bytes(0, SqliteStore.MAGIC.length);
    if (Arrays.equals(first, SqliteStore.MAGIC)) {
      return new SqliteStore(file);
    }
    ByteBuffer head = ByteBuffer.wrap(first);
    if (Integer.reverseBytes(head.getInt(0)) == NdbStore.MAGIC) {
      return new NdbStore(file);
    }
    int magic = head.getInt(BerkeleyHash.MAGIC_OFFSET);
    if (magic == BerkeleyHash.MAGIC || Integer.reverseBytes(magic) == BerkeleyHash.MAGIC) {
      return new BerkeleyHash(file);
    }
    throw new IOException("it is neither a Berkeley DB hash, an ndb nor a SQLite file");
  }

  /// Turns headers into facts and damage into gaps.
  private static final class Telling implements RpmStore.Visitor {

    private final FactSink sink;
    private String method = "";
    private int headers;

    Telling(FactSink sink) {
      this.sink = sink;
    }

    @Override
    public void header(byte[] bytes) {
      headers++;
      if (headers > RpmStore.HEADERS_MAX) {
        if (headers == RpmStore.HEADERS_MAX + 1) {
          damaged("it holds more than %s packages".formatted(RpmStore.HEADERS_MAX));
        }
        return;
      }
      try {
        Optional<Component> component = RpmPackages.component(RpmHeader.parse(bytes));
        component.ifPresent(found -> sink.fact(new Found(found, "", method)));
      } catch (IOException e) {
        sink.gap(
            InventoryError.ENTRY_UNREADABLE,
            "",
            "package number %s of the database: %s".formatted(headers, e.getMessage()));
      }
    }

    @Override
    public void damaged(String detail) {
      sink.gap(InventoryError.DATABASE_UNREADABLE, "", Text.visible(detail));
    }
  }
}
