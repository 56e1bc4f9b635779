package dev.seaworthy.inventory.rpm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.inventory.Cataloger;
import dev.seaworthy.inventory.CatalogerContract;
import dev.seaworthy.inventory.Component;
import dev.seaworthy.inventory.InventoryError;
import dev.seaworthy.inventory.InventoryFact.Found;
import dev.seaworthy.inventory.RecordingSink;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RpmCatalogerTest {

  /// What `rpm -qa` says of the stores; see `why.md` beside them.
  private static final List<String> INSTALLED =
      List.of("bollard 1.0-3.test", "harbour 2.4.1-3.test");

  private static final String SQLITE = "/var/lib/rpm/rpmdb.sqlite";
  private static final String BERKELEY = "/var/lib/rpm/Packages";
  private static final String NDB = "/usr/lib/sysimage/rpm/Packages.db";
  private static final String MANIFEST = "/var/lib/rpmmanifest/container-manifest-2";
  private static final String MANIFEST_LINE =
      "openssl-libs\t1.1.1k-25.cm2\t1681251515\t1676923460\tMicrosoft Corporation\t(none)\t3837664"
          + "\tx86_64\t0\topenssl-1.1.1k-25.cm2.src.rpm\n";

  private static byte[] resource(String name) {
    try (InputStream in =
        new GZIPInputStream(
            Objects.requireNonNull(RpmCatalogerTest.class.getResourceAsStream(name), name))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RecordingSink read(String path, byte[] content) {
    return RecordingSink.of(new RpmCataloger(), path, content);
  }

  /// An ndb store made by hand from the blobs of the SQLite store, since Debian's rpm can't write
  /// one.
  private static byte[] ndb() {
    List<byte[]> blobs = new ArrayList<>();
    try {
      byte[] sqlite = resource("rpmdb.sqlite.gz");
      new SqliteStore(new StoreFile(new dev.seaworthy.inventory.BytesContent(sqlite).channel()))
          .forEach(
              new RpmStore.Visitor() {
                @Override
                public void header(byte[] bytes) {
                  blobs.add(bytes);
                }

                @Override
                public void damaged(String detail) {
                  throw new AssertionError(detail);
                }
              });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ByteBuffer store = ByteBuffer.allocate(64 * 1024).order(ByteOrder.LITTLE_ENDIAN);
    store.putInt(NdbStore.MAGIC).putInt(0).putInt(1).putInt(1).putInt(3);
    for (int slot = 32; slot < 4096; slot += 16) {
      store.put(slot, "Slot".getBytes(StandardCharsets.US_ASCII));
    }
    int position = 4096;
    for (int i = 0; i < blobs.size(); i++) {
      byte[] blob = blobs.get(i);
      int blocks = (16 + blob.length + 12 + 15) / 16;
      store.putInt(32 + 16 * i + 4, i + 1);
      store.putInt(32 + 16 * i + 8, position / 16);
      store.putInt(32 + 16 * i + 12, blocks);
      store.put(position, "BlbS".getBytes(StandardCharsets.US_ASCII));
      store.putInt(position + 4, i + 1).putInt(position + 8, 1).putInt(position + 12, blob.length);
      store.put(position + 16, blob);
      position += blocks * 16;
    }
    return Arrays.copyOf(store.array(), position);
  }

  /// Breaks the first header's index so that its package is lost and the other's isn't.
  private static byte[] withOneBrokenHeader(byte[] store) {
    byte[] broken = store.clone();
    int at = indexOf(broken, "harbour\0" + "2.4.1\0");
    for (int i = at; i < at + "harbour".length(); i++) {
      broken[i] = 0;
    }
    return broken;
  }

  private static int indexOf(byte[] bytes, String text) {
    int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
    assertThat(at).as("place of \"%s\"", text).isPositive();
    return at;
  }

  private abstract static class StoreContract extends CatalogerContract {

    abstract String path();

    abstract byte[] store();

    @Override
    protected Cataloger cataloger() {
      return new RpmCataloger();
    }

    @Override
    protected List<Sample> wholeFiles() {
      return List.of(new Sample(path(), store()));
    }

    @Override
    protected Sample partlyBroken() {
      return new Sample(path(), withOneBrokenHeader(store()));
    }

    @Override
    protected List<String> notAskedFor() {
      return List.of("/var/lib/rpm/Basenames", "/var/lib/rpm/rpmdb.sqlite-shm", "/opt/Packages");
    }

    @Test
    void listsWhatRpmLists() {
      RecordingSink sink = read(path(), store());

      assertThat(sink.releases()).containsExactlyInAnyOrderElementsOf(INSTALLED);
      Component harbour = sink.component("harbour");
      assertThat(harbour.purl()).isEqualTo("pkg:rpm/harbour@2.4.1-3.test?epoch=1");
      assertThat(harbour.architecture()).isEqualTo("noarch");
      assertThat(harbour.source())
          .isEqualTo(new Component.SourcePackage("harbour", "2.4.1-3.test"));
      assertThat(harbour.licences()).containsExactly("Apache-2.0 AND MIT");
      assertThat(harbour.depends()).containsExactly("bollard");
      assertThat(harbour.ownedFiles())
          .containsExactly("/usr/share/harbour", "/usr/share/harbour/chart.txt");
      assertThat(harbour.properties())
          .containsEntry("vendor", "Example")
          .containsEntry("provides", "harbour quay");
      Component bollard = sink.component("bollard");
      assertThat(bollard.ownedFiles()).contains("/opt/bollard/with space.txt");
      assertThat(bollard.properties())
          .containsEntry("rpm:modularity", "harbour:2:20260101:abcdef01");
    }

    @Test
    void namesAPackageWhoseHeaderIsBroken() {
      RecordingSink sink = read(path(), withOneBrokenHeader(store()));

      assertThat(sink.releases()).containsExactly("bollard 1.0-3.test");
      assertThat(sink.gapCodes()).containsExactly(InventoryError.ENTRY_UNREADABLE);
    }
  }

  @Nested
  class Sqlite extends StoreContract {
    @Override
    String path() {
      return SQLITE;
    }

    @Override
    byte[] store() {
      return resource("rpmdb.sqlite.gz");
    }

    @Test
    void survivesATreeThatLeadsInACircle() {
      byte[] store = store();
      // Every page claims to be an interior page whose children are the first page.
      int pageSize = ByteBuffer.wrap(store).getShort(16);
      for (int page = pageSize; page < store.length; page += pageSize) {
        ByteBuffer.wrap(store)
            .put(page, (byte) 5)
            .putShort(page + 3, (short) 0)
            .putInt(page + 8, 1);
      }

      RecordingSink sink = read(path(), store);

      assertThat(sink.facts()).isEmpty();
      assertThat(sink.gapCodes()).contains(InventoryError.DATABASE_UNREADABLE);
    }
  }

  @Nested
  class BerkeleyLittleEndian extends StoreContract {
    @Override
    String path() {
      return BERKELEY;
    }

    @Override
    byte[] store() {
      return resource("Packages-little-endian.gz");
    }

    @Test
    void survivesAChainOfPagesThatLeadsInACircle() {
      byte[] store = store();
      ByteBuffer buffer = ByteBuffer.wrap(store).order(ByteOrder.LITTLE_ENDIAN);
      int pageSize = buffer.getInt(20);
      for (int page = pageSize; page < store.length; page += pageSize) {
        boolean isOverflow = store[page + 25] == 7;
        if (isOverflow) {
          buffer.putInt(page + 16, page / pageSize).putShort(page + 22, (short) 16);
        }
      }

      RecordingSink sink = read(path(), store);

      assertThat(sink.gapCodes()).contains(InventoryError.DATABASE_UNREADABLE);
    }
  }

  @Nested
  class BerkeleyBigEndian extends StoreContract {
    @Override
    String path() {
      return BERKELEY;
    }

    @Override
    byte[] store() {
      return resource("Packages-big-endian.gz");
    }
  }

  @Nested
  class Ndb extends StoreContract {
    @Override
    String path() {
      return NDB;
    }

    @Override
    byte[] store() {
      return ndb();
    }
  }

  @Nested
  class Manifest extends CatalogerContract {
    @Override
    protected Cataloger cataloger() {
      return new RpmCataloger();
    }

    @Override
    protected List<Sample> wholeFiles() {
      return List.of(Sample.of(MANIFEST, MANIFEST_LINE));
    }

    @Override
    protected Sample partlyBroken() {
      return Sample.of(MANIFEST, MANIFEST_LINE + "no fields at all\n");
    }

    @Override
    protected List<String> notAskedFor() {
      return List.of("/var/lib/rpmmanifest/container-manifest-1");
    }

    @Test
    void readsTheSourcePackageFromItsFileName() {
      Found found =
          read(MANIFEST, MANIFEST_LINE.getBytes(StandardCharsets.UTF_8)).found().getFirst();

      assertThat(found.component().source())
          .isEqualTo(new Component.SourcePackage("openssl", "1.1.1k-25.cm2"));
      assertThat(found.component().purl()).isEqualTo("pkg:rpm/openssl-libs@1.1.1k-25.cm2");
    }
  }

  @Test
  void saysThatAWriteAheadLogWasNotRead() {
    RecordingSink sink = read(SQLITE + "-wal", new byte[32]);

    assertThat(sink.gapCodes()).containsExactly(InventoryError.DATABASE_UNREADABLE);
    assertThat(read(SQLITE + "-wal", new byte[0]).gaps()).isEmpty();
  }

  @Test
  void refusesAStoreOfAnotherKindWithAGap() {
    byte[] other = new byte[8192];
    RecordingSink sink = read(BERKELEY, other);

    assertThat(sink.facts()).isEmpty();
    assertThat(sink.gapCodes()).containsExactly(InventoryError.DATABASE_UNREADABLE);
  }
}
