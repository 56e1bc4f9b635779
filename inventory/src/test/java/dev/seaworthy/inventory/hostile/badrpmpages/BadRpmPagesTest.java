package dev.seaworthy.inventory.hostile.badrpmpages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.inventory.hostile.HostileImage;
import dev.seaworthy.inventory.rpm.RpmCataloger;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class BadRpmPagesTest {

  private static final String SQLITE = "var/lib/rpm/rpmdb.sqlite";
  private static final String BERKELEY = "var/lib/rpm/Packages";
  private static final String NDB = "usr/lib/sysimage/rpm/Packages.db";
  private static final int PAGE = 4_096;
  private static final String REPEATED =
      "SW-INVENTORY-0101 reading the package database: its parts refer to the same bytes again and"
          + " again; what follows was not read";

  /// A database that rpm made.
  private static byte[] honest(String name) throws IOException {
    try (InputStream in =
        new GZIPInputStream(
            Objects.requireNonNull(RpmCataloger.class.getResourceAsStream(name), name))) {
      return in.readAllBytes();
    }
  }

  private static void assertOneGapOrMore(String path, byte[] store) throws IOException {
    HostileImage.Result result = HostileImage.read(tar -> tar.file(path, store));

    assertThat(result.gapsAt("/" + path)).isNotEmpty();
  }

  @Test
  void sqlitePagesInACircle() throws IOException {
    byte[] store = honest("rpmdb.sqlite.gz");
    ByteBuffer bytes = ByteBuffer.wrap(store);
    int pageSize = bytes.getShort(16);
    for (int page = pageSize; page < store.length; page += pageSize) {
      bytes.put(page, (byte) 5).putShort(page + 3, (short) 0).putInt(page + 8, page / pageSize);
    }

    assertOneGapOrMore(SQLITE, store);
  }

  /// A table of one leaf whose cells are all the same row, which lies on a chain of pages.
  @Test
  void sqliteRowsOnTheSamePages() throws IOException {
    byte[] store = new byte[8_000 * PAGE];
    ByteBuffer bytes = ByteBuffer.wrap(store);
    bytes.put("SQLite format 3\0".getBytes(StandardCharsets.US_ASCII)).putShort(16, (short) PAGE);
    byte[] schema = new byte[64];
    ByteBuffer cell = ByteBuffer.wrap(schema);
    byte[] name = "Packages".getBytes(StandardCharsets.US_ASCII);
    int payload = 6 + 5 + 8 + 8 + 1;
    cell.put((byte) payload).put((byte) 1);
    cell.put(new byte[] {6, 23, 29, 29, 1, 0});
    cell.put("table".getBytes(StandardCharsets.US_ASCII)).put(name).put(name).put((byte) 2);
    leaf(bytes, 100, 1, PAGE - 64);
    bytes.put(PAGE - 64, schema, 0, 2 + payload);
    // Two bytes of a varint for each seven bits: 16 MiB, of which little lies on the leaf.
    leaf(bytes, PAGE, 1_800, PAGE - 1_200);
    bytes.put(2 * PAGE - 1_200, new byte[] {(byte) 0x88, (byte) 0x80, (byte) 0x80, 0, 1});
    for (int page = 3; page < 8_000; page++) {
      bytes.putInt((page - 1) * PAGE, page + 1);
    }
    spillTo(bytes, 3);

    HostileImage.Result result = HostileImage.read(tar -> tar.file(SQLITE, store));

    assertThat(result.gapsAt("/" + SQLITE)).contains(REPEATED);
  }

  /// A leaf whose cells all begin at the same place.
  private static void leaf(ByteBuffer bytes, int at, int cells, int cellInPage) {
    bytes.put(at, (byte) 13).putShort(at + 3, (short) cells);
    for (int i = 0; i < cells; i++) {
      bytes.putShort(at + 8 + 2 * i, (short) cellInPage);
    }
  }

  /// Whatever part of the row lies on the leaf, the number after it is this page.
  private static void spillTo(ByteBuffer bytes, int page) {
    int usable = PAGE;
    long length = 8L << 21;
    int min = (usable - 12) * 32 / 255 - 23;
    int spill = min + (int) ((length - min) % (usable - 4));
    int local = spill <= usable - 35 ? spill : min;
    bytes.putInt(2 * PAGE - 1_195 + local, page);
  }

  @Test
  void berkeleyChainsInACircle() throws IOException {
    byte[] store = honest("Packages-little-endian.gz");
    ByteBuffer bytes = ByteBuffer.wrap(store).order(ByteOrder.LITTLE_ENDIAN);
    int pageSize = bytes.getInt(20);
    for (int page = pageSize; page < store.length; page += pageSize) {
      if (store[page + 25] == 7) {
        bytes.putInt(page + 16, page / pageSize).putShort(page + 22, (short) 16);
      }
    }

    assertOneGapOrMore(BERKELEY, store);
  }

  /// Every entry of every hash page is the same chain of overflow pages.
  @Test
  void berkeleyEntriesOnTheSamePages() throws IOException {
    int pages = 4_000;
    ByteBuffer bytes = ByteBuffer.allocate(pages * PAGE).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(12, 0x00061561).putInt(20, PAGE).put(25, (byte) 8).putInt(32, pages - 1);
    for (int page = 1; page < pages; page++) {
      int at = page * PAGE;
      if (page < 1_000) {
        bytes.put(at + 25, (byte) 13).putShort(at + 20, (short) 200);
        for (int i = 0; i < 200; i++) {
          bytes.putShort(at + 26 + 2 * i, (short) (PAGE - 16 * (i + 1)));
          int entry = at + PAGE - 16 * (i + 1);
          bytes.put(entry, (byte) 3).putInt(entry + 4, 1_000).putInt(entry + 8, 12_000_000);
        }
      } else {
        bytes.put(at + 25, (byte) 7).putShort(at + 22, (short) (PAGE - 26));
        bytes.putInt(at + 16, page + 1);
      }
    }
    byte[] store = bytes.array();

    HostileImage.Result result = HostileImage.read(tar -> tar.file(BERKELEY, store));

    assertThat(result.gapsAt("/" + BERKELEY)).contains(REPEATED);
  }

  /// Every slot is the same blob.
  @Test
  void ndbSlotsOnTheSameBlob() throws IOException {
    int slotPages = 2_000;
    int blobBytes = 20 << 20;
    int blobAt = slotPages * PAGE;
    ByteBuffer bytes = ByteBuffer.allocate(blobAt + 16 + blobBytes).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(0, 0x506d7052).putInt(12, slotPages);
    for (int slot = 32; slot < blobAt; slot += 16) {
      bytes.put(slot, "Slot".getBytes(StandardCharsets.US_ASCII));
      bytes.putInt(slot + 4, 1).putInt(slot + 8, blobAt / 16).putInt(slot + 12, blobBytes / 16);
    }
    bytes.put(blobAt, "BlbS".getBytes(StandardCharsets.US_ASCII));
    bytes.putInt(blobAt + 4, 1).putInt(blobAt + 12, blobBytes);
    byte[] store = bytes.array();

    HostileImage.Result result = HostileImage.read(tar -> tar.file(NDB, store));

    assertThat(result.gapsAt("/" + NDB)).contains(REPEATED);
  }

  /// A header's three million files without names, and files of one directory with a name of
  /// megabytes.
  @Test
  void headersOfMillionsOfStrings() throws IOException {
    byte[] store = ndb(header(30 << 20, 3_000_000, 1), header(20 << 20, 100_000, 10 << 20));

    HostileImage.Result result = HostileImage.read(tar -> tar.file(NDB, store));

    assertThat(result.gapsAt("/" + NDB))
        .anyMatch(gap -> gap.contains("the names of its files have more than 33554432 characters"));
  }

  /// A header with name, version, so many files without names, and one directory for them all.
  private static byte[] header(int dataBytes, int files, int directoryChars) {
    ByteBuffer header = ByteBuffer.allocate(8 + 5 * 16 + dataBytes);
    header.putInt(5).putInt(dataBytes);
    int names = 100 + directoryChars + 1;
    int[][] tags = {
      {1000, 6, 0, 1},
      {1001, 6, 0, 1},
      {1117, 8, names, files},
      {1118, 8, 100, 1},
      {1116, 4, names, Math.min(files, (dataBytes - names) / 4)}
    };
    for (int[] tag : tags) {
      for (int field : tag) {
        header.putInt(field);
      }
    }
    int data = header.position();
    header.put(data, (byte) 'x');
    for (int i = 0; i < directoryChars; i++) {
      header.put(data + 100 + i, (byte) 'd');
    }
    return header.array();
  }

  private static byte[] ndb(byte[]... headers) {
    ByteArrayOutputStream blobs = new ByteArrayOutputStream();
    ByteBuffer slots = ByteBuffer.allocate(PAGE).order(ByteOrder.LITTLE_ENDIAN);
    slots.putInt(0, 0x506d7052).putInt(12, 1);
    for (int slot = 32; slot < PAGE; slot += 16) {
      slots.put(slot, "Slot".getBytes(StandardCharsets.US_ASCII));
    }
    for (int i = 0; i < headers.length; i++) {
      ByteBuffer head = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
      head.put("BlbS".getBytes(StandardCharsets.US_ASCII));
      head.putInt(4, i + 1).putInt(12, headers[i].length);
      int slot = 32 + 16 * i;
      slots.putInt(slot + 4, i + 1);
      slots.putInt(slot + 8, (PAGE + blobs.size()) / 16);
      slots.putInt(slot + 12, headers[i].length / 16 + 1);
      blobs.writeBytes(head.array());
      blobs.writeBytes(headers[i]);
      blobs.writeBytes(new byte[16 - headers[i].length % 16]);
    }
    ByteArrayOutputStream store = new ByteArrayOutputStream();
    store.writeBytes(slots.array());
    store.writeBytes(blobs.toByteArray());
    return store.toByteArray();
  }
}
