package dev.seaworthy.inspection.secret;

import static dev.seaworthy.inspection.secret.SecretWalk.OTHER;
import static dev.seaworthy.inspection.secret.SecretWalk.PASSWORD;
import static dev.seaworthy.inspection.secret.SecretWalk.TOKEN;
import static dev.seaworthy.inspection.secret.SecretWalk.gaps;
import static dev.seaworthy.inspection.secret.SecretWalk.shown;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Limits;
import dev.seaworthy.inspection.Inspection;
import dev.seaworthy.testkit.image.TarEntry;
import dev.seaworthy.testkit.image.TarWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/// Archives that hide what they hold, by accident or on purpose.
class PackedSecretsTest {

  @FunctionalInterface
  private interface Packer {
    OutputStream to(OutputStream out) throws IOException;
  }

  private static byte[] packed(byte[] content, Packer packer) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = packer.to(bytes)) {
      out.write(content);
    }
    return bytes.toByteArray();
  }

  private static byte[] gzip(byte[] content) throws IOException {
    return packed(content, GZIPOutputStream::new);
  }

  private static byte[] bzip2(byte[] content) throws IOException {
    return packed(content, BZip2CompressorOutputStream::new);
  }

  private static byte[] xz(byte[] content) throws IOException {
    return packed(content, out -> new XZOutputStream(out, new LZMA2Options(0)));
  }

  /// Names and contents in turns.
  private static byte[] zip(Object... namesAndContents) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (int i = 0; i < namesAndContents.length; i += 2) {
        zip.putNextEntry(new ZipEntry((String) namesAndContents[i]));
        zip.write((byte[]) namesAndContents[i + 1]);
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void areFoundInATarOfAnyName() throws IOException {
    byte[] tar = TarWriter.bytes(out -> out.file("etc/a.txt", "\n" + TOKEN));

    Inspection found = SecretWalk.of(out -> out.file("var/blob", tar).file("b.tar", tar));

    assertThat(shown(found))
        .containsExactly(
            "secret.github-pat /b.tar!/etc/a.txt:2", "secret.github-pat /var/blob!/etc/a.txt:2");
    assertThat(found.gaps()).isEmpty();
  }

  @Test
  void areFoundInWhatOnlyBeginsLikeAnArchive() throws IOException {
    String likeTar = " ".repeat(257) + "ustar" + " ".repeat(300) + "\n" + TOKEN;

    Inspection found =
        SecretWalk.of(out ->
            out.file("tar", likeTar)
                .file("x.tar", TOKEN)
                .file("bzip2", "BZh9 is how it begins\n" + TOKEN)
                .file("short", "PK\u0003\u0004")
                .file("zip", "PK\u0003\u0004 and no more\n" + TOKEN));

    assertThat(shown(found))
        .containsExactly(
            "secret.github-pat /bzip2:2",
            "secret.github-pat /tar:2",
            "secret.github-pat /x.tar:1",
            "secret.github-pat /zip:2");
    assertThat(found.gaps()).isEmpty();
  }

  @Test
  void areFoundInWhatBzip2AndXzPack() throws IOException {
    byte[] tar = TarWriter.bytes(out -> out.file("a", TOKEN));

    Inspection found =
        SecretWalk.of(out ->
            out.file("a.bz2", bzip2(text(OTHER)))
                .file("b.xz", xz(text(OTHER)))
                .file("c.tbz", bzip2(tar))
                .file("d.txz", xz(tar))
                .file("e.zip", zip("f.txz", xz(tar))));

    assertThat(shown(found))
        .containsExactly(
            "secret.github-pat /c.tbz!/a:1",
            "secret.github-pat /d.txz!/a:1",
            "secret.github-pat /e.zip!/f.txz!/a:1",
            "secret.npm-token /a.bz2:1",
            "secret.npm-token /b.xz:1");
    assertThat(found.gaps()).isEmpty();
  }

  @Test
  void areAGapWhereAPackedFileIsDamaged() throws IOException {
    byte[] whole = xz(text(TOKEN.repeat(50)));
    byte[] broken = bzip2(text(TOKEN.repeat(50)));
    broken[broken.length / 2] ^= 0x55;

    Inspection found =
        SecretWalk.of(out ->
            out.file("a.xz", Arrays.copyOf(whole, whole.length - 9))
                .file("b.bz2", broken)
                .file("c.gz", Arrays.copyOf(gzip(text(TOKEN)), 20))
                .file("d.xz", withLargeDictionary(xz(text(TOKEN)))));

    assertThat(gaps(found))
        .containsExactly(
            "SW-INVENTORY-0106 /a.xz",
            "SW-INVENTORY-0106 /b.bz2",
            "SW-INVENTORY-0106 /c.gz",
            "SW-INSPECTION-0102 /d.xz");
  }

  /// Asks for 1 GiB of memory (xz file format 1.1.0, section 3.1; LZMA2, section 5.3.1).
  private static byte[] withLargeDictionary(byte[] xz) {
    byte[] bytes = xz.clone();
    int header = 12;
    int length = (bytes[header] + 1) * 4;
    bytes[header + 4] = 36;
    CRC32 crc = new CRC32();
    crc.update(bytes, header, length - 4);
    ByteBuffer.wrap(bytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(header + length - 4, (int) crc.getValue());
    return bytes;
  }

  @Test
  void areToldThoughALimitIsMetBehindThem() throws IOException {
    byte[] tar =
        TarWriter.bytes(out ->
            out.file("a", OTHER)
                .file("b", TOKEN + "\n" + "x ".repeat(100_000))
                .file("c", "never seen"));

    Inspection found =
        SecretWalk.of(
            Limits.defaults().with(Limit.ARCHIVE_BYTES, 80_000),
            out -> out.file("a.tgz", gzip(tar)));

    assertThat(shown(found))
        .containsExactly("secret.github-pat /a.tgz!/b:1", "secret.npm-token /a.tgz!/a:1");
    assertThat(found.gaps().getFirst().detail()).contains("archive-bytes");
  }

  @Test
  void areAGapWhereAFewBytesStandForBillions() throws IOException {
    byte[] bomb = xz(new byte[70 << 20]);

    Inspection found = SecretWalk.of(out -> out.file("a.xz", bomb).file("b.xz", xz(text(TOKEN))));

    assertThat(shown(found)).containsExactly("secret.github-pat /b.xz:1");
    assertThat(found.gaps()).hasSize(1);
    assertThat(found.gaps().getFirst().detail()).contains("archive-ratio");
  }

  /// To come to the next entry, what is left of this one is unpacked: that costs too.
  @Test
  void countWhatIsUnpackedUnseen() throws IOException {
    byte[] hidden = new byte[1 << 20];
    System.arraycopy(zip("a", text("a")), 0, hidden, 0, 100);
    byte[] outer = gzip(zip("inner.zip", hidden, "b.txt", text(TOKEN)));

    Inspection found =
        SecretWalk.of(
            Limits.defaults().with(Limit.ARCHIVE_DEPTH, 2).with(Limit.ARCHIVE_BYTES, 500_000),
            out -> out.file("a.gz", outer));

    assertThat(gaps(found))
        .containsExactly("SW-INVENTORY-0107 /a.gz", "SW-INSPECTION-0102 /a.gz!/inner.zip");
  }

  @Test
  void areFoundBehindAnInnerArchiveThatBreaksOff() throws IOException {
    byte[] tar = TarWriter.bytes(out -> out.file("a", TOKEN + "x ".repeat(5_000)));
    byte[] broken = Arrays.copyOf(tar, 2_000);
    byte[] badGzip = Arrays.copyOf(gzip(tar), 30);
    byte[] outer = zip("a.tar", broken, "b.gz", badGzip, "c.txt", text(OTHER));

    Inspection found = SecretWalk.of(out -> out.file("a.zip", outer).file("b.tgz", gzip(outer)));

    assertThat(shown(found))
        .contains("secret.npm-token /a.zip!/c.txt:1", "secret.npm-token /b.tgz!/c.txt:1");
    assertThat(gaps(found))
        .containsExactly(
            "SW-INVENTORY-0106 /a.zip!/a.tar",
            "SW-INVENTORY-0106 /a.zip!/b.gz",
            "SW-INVENTORY-0106 /b.tgz!/a.tar",
            "SW-INVENTORY-0106 /b.tgz!/b.gz");
  }

  @Test
  void areFoundBehindTheEndOfATar() throws IOException {
    byte[] first = TarWriter.bytes(out -> out.file("a", "a"));
    byte[] second = TarWriter.bytes(out -> out.file("b", TOKEN));
    byte[] both = join(first, second);
    byte[] withText = join(first, text(OTHER));
    byte[] broken = TarWriter.bytes(out -> out.file("a", "a").file("b", TOKEN));
    broken[1024] ^= 1;

    Inspection found =
        SecretWalk.of(out -> out.file("a", both).file("b", withText).file("c", broken));

    assertThat(shown(found))
        .containsExactly(
            "secret.github-pat /a!/b:1", "secret.github-pat /c:0", "secret.npm-token /b:1");
    assertThat(gaps(found)).containsExactly("SW-INVENTORY-0106 /c");
  }

  private static byte[] join(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  /// Between the entries and the directory of a zip there is room for anything.
  @Test
  void areFoundInAZipOutsideOfItsEntries() throws IOException {
    byte[] zip = zip("a", text("a"));
    int end = zip.length - 22;
    ByteBuffer fields = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
    int directory = fields.getInt(end + 16);
    byte[] hidden = text(" ".repeat(1_500) + TOKEN + " ");
    fields.putInt(end + 16, directory + hidden.length);
    byte[] changed = join(join(Arrays.copyOf(zip, directory), hidden), tail(zip, directory));

    Inspection found =
        SecretWalk.of(tar -> tar.file("a.zip", changed).file("b.zip", zip("a", text(TOKEN))));

    assertThat(shown(found))
        .containsExactly("secret.github-pat /a.zip:0", "secret.github-pat /b.zip!/a:1");
    assertThat(found.gaps()).isEmpty();
  }

  private static byte[] tail(byte[] bytes, int from) {
    return Arrays.copyOfRange(bytes, from, bytes.length);
  }

  /// A rule for `.npmrc` goes by the whole name, however the tar writes it.
  @Test
  void areFoundByLongNamesToo() throws IOException {
    String name = "home/" + "long/".repeat(30) + "x/.npmrc";
    String content = "//r/:_authToken=" + PASSWORD;
    byte[] pax = TarWriter.bytes(out -> out.file(name, content));
    byte[] gnu = TarWriter.bytes(out -> out.inGnuDialect().gnuLongName(name).file("x", content));

    Inspection found = SecretWalk.of(out -> out.file("a.tar", pax).file("b.tar", gnu));

    assertThat(shown(found))
        .containsExactly(
            "secret.npmrc-token /a.tar!/" + name + ":1",
            "secret.npmrc-token /b.tar!/" + name + ":1");
  }

  /// The JDK's own stream ends where no further member begins, and says nothing.
  @Test
  void areFoundBehindTheLastMemberOfAGzip() throws IOException {
    byte[] first = gzip(text("a\n"));
    byte[] tar = TarWriter.bytes(out -> out.file("a", TOKEN));

    Inspection found =
        SecretWalk.of(out ->
            out.file("a.gz", join(first, gzip(text(TOKEN))))
                .file("b.gz", join(first, text("\n" + TOKEN)))
                .file("c.gz", join(join(first, new byte[700]), gzip(tar)))
                .file("d.gz", join(first, new byte[700]))
                .file("e.zip", zip("f.gz", join(first, text(OTHER)))));

    assertThat(shown(found))
        .containsExactly(
            "secret.github-pat /a.gz:2",
            "secret.github-pat /b.gz:2",
            "secret.github-pat /c.gz!/a:1",
            "secret.npm-token /e.zip!/f.gz:1");
    assertThat(found.gaps()).isEmpty();
  }

  @Test
  void areFoundInWhatALinkOfATarHoldsThatShouldHoldNothing() throws IOException {
    byte[] held =
        TarWriter.bytes(out ->
            out.entry(TarEntry.hardLink("link", "a").claimingSize(TOKEN.length()))
                .raw(Arrays.copyOf(text(TOKEN), 512))
                .file("b", OTHER));
    byte[] claimed =
        TarWriter.bytes(
            out -> out.entry(TarEntry.hardLink("link", "a").claimingSize(9)).file("b", OTHER));

    Inspection found = SecretWalk.of(out -> out.file("a.tar", held).file("b.tar", claimed));

    assertThat(shown(found))
        .containsExactly(
            "secret.github-pat /a.tar!/link:1",
            "secret.npm-token /a.tar!/b:1",
            "secret.npm-token /b.tar!/b:1");
    assertThat(found.gaps()).isEmpty();
  }

  @Test
  void areFoundInAZipWhoseDirectoryIsBroken() throws IOException {
    byte[] zip = zip("a", text(TOKEN), "folder/", text(OTHER));
    byte[] without = Arrays.copyOf(zip, zip.length - 10);
    byte[] half = zip.clone();
    int directory = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN).getInt(zip.length - 6);
    half[directory] ^= 1;
    byte[] early = join(zip("a", text("a")), zip);

    Inspection found =
        SecretWalk.of(out ->
            out.file("a.zip", without)
                .file("b.zip", half)
                .file("c.zip", zip)
                .file("d.gz", gzip(early)));

    assertThat(shown(found))
        .containsExactly(
            "secret.github-pat /a.zip!/a:1",
            "secret.github-pat /b.zip!/a:1",
            "secret.github-pat /c.zip!/a:1",
            "secret.npm-token /a.zip!/folder/:1",
            "secret.npm-token /b.zip!/folder/:1",
            "secret.npm-token /c.zip!/folder/:1");
    assertThat(gaps(found))
        .containsExactly(
            "SW-INVENTORY-0106 /a.zip",
            "SW-INVENTORY-0106 /b.zip",
            // Nor does the directory stand behind the entries.
            "SW-INVENTORY-0106 /b.zip",
            "SW-INVENTORY-0106 /d.gz");
  }

  @Test
  void areFoundInWhatIsCalledOtherwiseThanItIs() throws IOException {
    byte[] tar = TarWriter.bytes(out -> out.file("a", TOKEN));

    Inspection found =
        SecretWalk.of(out ->
            out.file("a.zip", gzip(tar))
                .file("b.jar", tar)
                .file("c.jar", OTHER + " is no jar at all")
                .file("d.war", xz(tar)));

    assertThat(shown(found))
        .containsExactly(
            "secret.github-pat /a.zip!/a:1",
            "secret.github-pat /b.jar!/a:1",
            "secret.github-pat /d.war!/a:1",
            "secret.npm-token /c.jar:1");
    assertThat(found.gaps()).isEmpty();
  }
}
