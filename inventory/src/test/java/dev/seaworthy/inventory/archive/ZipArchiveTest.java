package dev.seaworthy.inventory.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Limits;
import dev.seaworthy.inventory.InventoryError;
import dev.seaworthy.testkit.Samples;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ZipArchiveTest {

  private static final int CENTRAL = 0x02014b50;
  private static final int END = 0x06054b50;

  @Test
  void readsStoredAndDeflatedEntries() throws IOException {
    byte[] zip = ZipMaker.zip().with("a/b", "deflated ".repeat(50)).stored("c", bytes("x")).bytes();

    assertThat(text(zip, "a/b")).isEqualTo("deflated ".repeat(50));
    assertThat(text(zip, "c")).isEqualTo("x");
    assertThat(names(zip)).containsExactly("a/b", "c");
  }

  @Test
  void readsAnArchiveBehindAStartScript() throws IOException {
    byte[] script = bytes("#!/bin/sh\nexec java -jar \"$0\"\n");
    byte[] zip = ZipMaker.zip().with("a", "content").bytes();
    byte[] both = Arrays.copyOf(script, script.length + zip.length);
    System.arraycopy(zip, 0, both, script.length, zip.length);

    assertThat(text(both, "a")).isEqualTo("content");
  }

  @Test
  void readsThroughAnArchiveComment() throws IOException {
    byte[] zip = ZipMaker.zip().with("a", "content").bytes();
    byte[] commented = Arrays.copyOf(zip, zip.length + 5);
    commented[zip.length - 2] = 5;

    assertThat(text(commented, "a")).isEqualTo("content");
  }

  @Test
  void readsZip64Directories() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] name = bytes("big");
    byte[] content = bytes("zip64 content");
    java.util.zip.CRC32 crc = new java.util.zip.CRC32();
    crc.update(content);
    out.write(le(30 + 3, 0x04034b50, 45, 0, 0, crc.getValue(), content.length, content.length));
    byte[] local = out.toByteArray();
    fix(local, 26, 3, 2);
    System.arraycopy(name, 0, local, 30, 3);
    ByteArrayOutputStream zip = new ByteArrayOutputStream();
    zip.write(local);
    zip.write(content);
    int directoryAt = zip.size();
    ByteBuffer entry = buffer(46 + 3 + 4 + 24);
    entry.putInt(0, CENTRAL).putInt(16, (int) crc.getValue()).putInt(20, -1).putInt(24, -1);
    entry.putShort(28, (short) 3).putShort(30, (short) 28).putInt(42, -1);
    entry.put(46, name).putShort(49, (short) 1).putShort(51, (short) 24);
    entry.putLong(53, content.length).putLong(61, content.length).putLong(69, 0);
    zip.write(entry.array());
    int end64At = zip.size();
    ByteBuffer end64 = buffer(56);
    end64.putInt(0, 0x06064b50).putLong(4, 44).putLong(24, 1).putLong(32, 1);
    end64.putLong(40, entry.capacity()).putLong(48, directoryAt);
    zip.write(end64.array());
    ByteBuffer locator = buffer(20);
    locator.putInt(0, 0x07064b50).putLong(8, end64At).putInt(16, 1);
    zip.write(locator.array());
    ByteBuffer end = buffer(22);
    end.putInt(0, END).putShort(8, (short) -1).putShort(10, (short) -1);
    end.putInt(12, -1).putInt(16, -1);
    zip.write(end.array());

    assertThat(text(zip.toByteArray(), "big")).isEqualTo("zip64 content");
  }

  @Test
  void refusesWhatHasNoDirectory() {
    assertThatThrownBy(() -> open(bytes("no archive at all")))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("no zip directory");
    assertThatThrownBy(() -> open(new byte[0])).isInstanceOf(ArchiveException.class);
  }

  @Test
  void refusesAnEncryptedEntry() {
    byte[] zip = ZipMaker.zip().with("secret", "content").bytes();
    patchDirectory(zip, 8, 1, 1);

    assertThatThrownBy(() -> text(zip, "secret"))
        .isInstanceOfSatisfying(
            ArchiveException.class,
            e -> assertThat(e.code()).isEqualTo(InventoryError.ARCHIVE_ENCRYPTED));
  }

  @Test
  void refusesContentThatIsNotWhatTheDirectoryClaims() {
    byte[] shorter = ZipMaker.zip().with("a", "content").bytes();
    patchDirectory(shorter, 24, 3, 4);
    assertThatThrownBy(() -> text(shorter, "a")).hasMessageContaining("longer than the 3 bytes");

    byte[] checksum = ZipMaker.zip().with("a", "content").bytes();
    patchDirectory(checksum, 16, 7, 4);
    assertThatThrownBy(() -> text(checksum, "a")).hasMessageContaining("with checksum");

    byte[] elsewhere = ZipMaker.zip().with("a", "content").bytes();
    patchDirectory(elsewhere, 42, 9, 4);
    assertThatThrownBy(() -> text(elsewhere, "a")).hasMessageContaining("no entry where");
  }

  @Test
  void aStreamEndsInAFailureWhereItsChecksumIsAnother() throws IOException {
    byte[] zip = ZipMaker.zip().with("a", "content").bytes();
    assertThat(streamed(zip)).isEqualTo("content");

    patchDirectory(zip, 16, 7, 4);
    assertThatThrownBy(() -> streamed(zip))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("have the checksum");
  }

  private static String streamed(byte[] zip) throws IOException {
    ZipArchive archive = open(zip);
    StringBuilder text = new StringBuilder();
    archive.forEach(entry -> {
      try (InputStream in = archive.stream(entry)) {
        text.append(new String(in.readAllBytes(), UTF_8));
      }
    });
    return text.toString();
  }

  @Test
  void refusesABombByItsClaimAndByWhatItBecomes() {
    byte[] zip = ZipMaker.zip().with("bomb", new byte[80 << 20]).bytes();
    assertThat(zip.length).isLessThan(100_000);
    Limits limits = Limits.defaults().with(Limit.ARCHIVE_RATIO, 100);

    assertThatThrownBy(() -> text(zip, "bomb"))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("claims 83886080 bytes");
    assertThatThrownBy(() -> copy(zip, limits)).hasMessageContaining("archive-ratio");
    assertThatThrownBy(() -> copy(zip, Limits.defaults().with(Limit.ARCHIVE_BYTES, 1_000_000)))
        .hasMessageContaining("archive-bytes");
  }

  @Test
  void stopsAtTheLimitOfEntries() throws IOException {
    ZipMaker maker = ZipMaker.zip();
    for (int i = 0; i < 30; i++) {
      maker.with("e" + i, "");
    }
    byte[] zip = maker.bytes();
    List<String> seen = new ArrayList<>();
    ZipArchive archive =
        ZipArchive.open(
            ByteSource.of(zip),
            new ArchiveBudget(Limits.defaults().with(Limit.ARCHIVE_ENTRIES, 20)));

    assertThatThrownBy(() -> archive.forEach(entry -> seen.add(entry.name())))
        .hasMessageContaining("archive-entries");
    assertThat(seen).hasSize(20);
  }

  @Test
  void seesEntriesThatShareBytes() throws IOException {
    byte[] zip = ZipMaker.zip().with("a", "content one").with("b", "content two").bytes();
    ZipArchive honest = open(zip);
    honest.forEach(entry -> {});
    assertThat(honest.hasOverlap()).isFalse();

    int second = directoryAt(zip) + 46 + 1;
    fix(zip, second + 42, 0, 4);
    ZipArchive bomb = open(zip);
    bomb.forEach(entry -> {});
    assertThat(bomb.hasOverlap()).isTrue();
  }

  @Test
  void failsOnlyWithItsOwnExceptionWhateverTheBytes() {
    byte[] zip = ZipMaker.zip().with("a/b", "deflated ".repeat(50)).stored("c", bytes("x")).bytes();
    Samples.check(
        2_000,
        samples -> {
          byte[] altered = zip.clone();
          for (int i = samples.between(1, 6); i > 0; i--) {
            altered[samples.below(altered.length)] = (byte) samples.below(256);
          }
          byte[] cut =
              samples.chance(0.3) ? Arrays.copyOf(altered, samples.below(altered.length)) : altered;
          try {
            ZipArchive archive = open(cut);
            archive.forEach(entry -> assertThat(archive.bytes(entry, 10_000)).isNotNull());
          } catch (ArchiveException lawful) {
            assertThat(lawful.code()).isNotNull();
          }
        });
  }

  private static void copy(byte[] zip, Limits limits) throws IOException {
    ZipArchive archive = ZipArchive.open(ByteSource.of(zip), new ArchiveBudget(limits));
    archive.forEach(entry -> archive.copy(entry, OutputStream.nullOutputStream()));
  }

  private static ZipArchive open(byte[] zip) throws IOException {
    return ZipArchive.open(ByteSource.of(zip), new ArchiveBudget(Limits.defaults()));
  }

  private static List<String> names(byte[] zip) throws IOException {
    List<String> names = new ArrayList<>();
    open(zip).forEach(entry -> names.add(entry.name()));
    return names;
  }

  private static String text(byte[] zip, String name) throws IOException {
    ZipArchive archive = open(zip);
    List<byte[]> found = new ArrayList<>();
    archive.forEach(entry -> {
      if (entry.name().equals(name)) {
        found.add(archive.bytes(entry, 1 << 20));
      }
    });
    return new String(found.getFirst(), UTF_8);
  }

  private static void patchDirectory(byte[] zip, int offset, long value, int length) {
    fix(zip, directoryAt(zip) + offset, value, length);
  }

  private static int directoryAt(byte[] zip) {
    ByteBuffer buffer = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
    int at = 0;
    while (buffer.getInt(at) != CENTRAL) {
      at++;
    }
    return at;
  }

  private static void fix(byte[] bytes, int at, long value, int length) {
    for (int i = 0; i < length; i++) {
      bytes[at + i] = (byte) (value >> (8 * i));
    }
  }

  private static byte[] le(
      int length, int magic, int version, int flags, int method, long crc, int packed, int size) {
    ByteBuffer header = buffer(length);
    header.putInt(magic).putShort((short) version).putShort((short) flags);
    header.putShort((short) method).putInt(0).putInt((int) crc).putInt(packed).putInt(size);
    return header.array();
  }

  private static ByteBuffer buffer(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
