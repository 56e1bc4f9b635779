package dev.seaworthy.testkit.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.testkit.Command;
import dev.seaworthy.testkit.Gates;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// GNU tar must read what the writer wrote, except where the writer lies on purpose.
class TarWriterTest {
  private static final String LONG = "deck/" + "a".repeat(90) + "/" + "b".repeat(120) + "/cargo";

  @TempDir Path folder;

  @Test
  void writesEveryKindOfEntryAsGnuTarReadsIt() throws Exception {
    TarWriter.Content content =
        tar ->
            tar.directory("etc")
                .file("etc/motd", "ahoy")
                .entry(
                    TarEntry.file("bin/su").mode(04755).owner(0, 8).modified(86_400),
                    "x".getBytes(UTF_8))
                .symlink("bin/sh", "dash")
                .hardLink("etc/issue", "etc/motd")
                .entry(TarEntry.characterDevice("dev/null", 1, 3))
                .entry(TarEntry.fifo("run/pipe"));

    judge(
        write(content),
        listing ->
            assertThat(listing)
                .containsExactly(
                    "drwxr-xr-x 0/0 0 1970-01-01 00:00 etc/",
                    "-rw-r--r-- 0/0 4 1970-01-01 00:00 etc/motd",
                    "-rwsr-xr-x 0/8 1 1970-01-02 00:00 bin/su",
                    "lrwxrwxrwx 0/0 0 1970-01-01 00:00 bin/sh -> dash",
                    "hrw-r--r-- 0/0 0 1970-01-01 00:00 etc/issue link to etc/motd",
                    "crw-rw-rw- 0/0 1,3 1970-01-01 00:00 dev/null",
                    "prw-r--r-- 0/0 0 1970-01-01 00:00 run/pipe"));
  }

  @Test
  void carriesLongNamesAndLinksInPaxRecordsAndInGnusEntries() throws Exception {
    List<String> wanted =
        List.of(
            "-rw-r--r-- 0/0 1 1970-01-01 00:00 " + LONG,
            "lrwxrwxrwx 0/0 0 1970-01-01 00:00 link -> " + LONG);

    judge(write(TarWriterTest::longNames), listing -> assertThat(listing).isEqualTo(wanted));
    judge(
        write(tar -> longNames(tar.inGnuDialect())),
        listing -> assertThat(listing).isEqualTo(wanted));
  }

  @Test
  void splitsANameIntoTheUstarPrefixWhereThatHoldsIt() throws Exception {
    String name = "p".repeat(150) + "/" + "n".repeat(100);

    assertThat(TarWriter.bytes(tar -> tar.file(name, ""))).hasSize(3 * TarWriter.BLOCK);
    judge(
        write(tar -> tar.file(name, "")),
        listing -> assertThat(listing).singleElement().asString().endsWith(" " + name));
  }

  @Test
  void givesSizesAndOwnersThatNeedMoreThanOctalDigits() throws Exception {
    long big = 9L << 30;
    TarEntry header = TarEntry.file("disk").claimingSize(big).owner(3_000_000, 0);
    byte[] pax = TarWriter.bytes(tar -> tar.entry(header));
    byte[] gnu = TarWriter.bytes(tar -> tar.inGnuDialect().entry(header));

    assertThat(new String(pax, ISO_8859_1)).contains("19 size=" + big + "\n");
    assertThat(gnu[124]).isEqualTo((byte) 0x80);
    Gates.run(
        "tar by GNU tar",
        Gates.tool("tar"),
        path -> {
          for (byte[] bytes : List.of(pax, gnu)) {
            // GNU tar complains of the missing body after it has listed the entry.
            Path file = Files.write(folder.resolve("big.tar"), bytes);
            assertThat(list(file).out()).contains("3000000/0 " + big);
          }
          return 2;
        });
  }

  @Test
  void writesFilesWithHolesInAllFourForms() throws Exception {
    SparseFile holed =
        new SparseFile(
            "holed",
            20_000,
            List.of(
                new SparseFile.Piece(0, block("bow", 512)),
                new SparseFile.Piece(4096, block("one", 512)),
                new SparseFile.Piece(8192, block("two", 1024)),
                new SparseFile.Piece(10_240, block("three", 512)),
                new SparseFile.Piece(12_288, block("four", 512)),
                new SparseFile.Piece(16_384, "stern")));
    byte[] whole = new byte[20_000];
    holed
        .pieces()
        .forEach(piece ->
            System.arraycopy(piece.bytes(), 0, whole, (int) piece.offset(), piece.bytes().length));

    Gates.run(
        "tar by GNU tar",
        Gates.tool("tar"),
        path -> {
          List<TarWriter.Content> forms =
              List.of(holed::writeOldGnu, holed::writePax00, holed::writePax01, holed::writePax10);
          for (TarWriter.Content form : forms) {
            Path out = Files.createTempDirectory(folder, "out");
            Command.of("tar", "-xf", write(form).toString(), "-C", out.toString()).text();
            assertThat(out.resolve("holed")).hasBinaryContent(whole);
          }
          return forms.size();
        });
  }

  @Test
  void keepsNamesThatAreNoText() throws Exception {
    byte[] name = {'e', 't', 'c', '/', (byte) 0xff, (byte) 0xfe};

    judge(
        write(tar -> tar.entry(TarEntry.file("").name(name), new byte[0])),
        listing -> assertThat(listing).singleElement().asString().endsWith("etc/\\377\\376"));
  }

  @Test
  void streamsABodyAndZerosWithoutHoldingThem() throws Exception {
    judge(
        write(tar ->
            tar.zeros("hole", (1 << 20) + 1)
                .entry(TarEntry.file("next"), 3, new ByteArrayInputStream(new byte[3]))),
        listing ->
            assertThat(listing)
                .containsExactly(
                    "-rw-r--r-- 0/0 1048577 1970-01-01 00:00 hole",
                    "-rw-r--r-- 0/0 3 1970-01-01 00:00 next"));
  }

  @Test
  void appliesGlobalRecordsToWhatFollows() throws Exception {
    judge(
        write(tar -> tar.globalPax(Map.of("mtime", "86400")).file("a", "")),
        listing -> assertThat(listing).containsExactly("-rw-r--r-- 0/0 0 1970-01-02 00:00 a"));
  }

  @Test
  void liesOnlyWhereItWasToldTo() throws Exception {
    Path broken = write(tar -> tar.entry(TarEntry.file("a").withBrokenChecksum()).file("b", ""));
    Path negative = write(tar -> tar.entry(TarEntry.file("a").patched(124, "-0000000001\0")));

    Gates.run(
        "tar by GNU tar",
        Gates.tool("tar"),
        path -> {
          assertThat(list(broken).err()).contains("Skipping to next header");
          assertThat(list(broken).lines()).singleElement().asString().endsWith(" b");
          assertThat(list(negative).exit()).isNotZero();
          return 2;
        });
  }

  @Test
  void writesExtendedAttributesThatGnuTarLists() throws Exception {
    Path file =
        write(
            tar -> tar.entry(TarEntry.file("ping").attribute("user.flag", "blue".getBytes(UTF_8))));

    Gates.run(
        "tar by GNU tar",
        Gates.tool("tar"),
        path -> {
          assertThat(Command.of("tar", "--xattrs", "-tvvf", file.toString()).text())
              .containsPattern("x: +4 user.flag");
          return 1;
        });
  }

  private static void longNames(TarWriter tar) throws IOException {
    tar.file(LONG, "x").symlink("link", LONG);
  }

  private static String block(String start, int length) {
    return start + ".".repeat(length - start.length());
  }

  private interface Judge {
    void judge(List<String> listing);
  }

  private void judge(Path file, Judge judge) throws Exception {
    Gates.run(
        "tar by GNU tar",
        Gates.tool("tar"),
        path -> {
          Command.Result result = list(file);
          assertThat(result.err()).isEmpty();
          assertThat(result.exit()).isZero();
          judge.judge(result.lines().stream().map(line -> line.replaceAll(" +", " ")).toList());
          return result.lines().size();
        });
  }

  private static Command.Result list(Path file) {
    return Command.of("tar", "--numeric-owner", "-tvf", file.toString())
        .with("TZ", "UTC")
        .with("LC_ALL", "C")
        .run();
  }

  private Path write(TarWriter.Content content) throws IOException {
    Path file = Files.createTempFile(folder, "hold", ".tar");
    try (OutputStream out = Files.newOutputStream(file)) {
      TarWriter tar = TarWriter.to(out);
      content.writeTo(tar);
      tar.finish();
    }
    return file;
  }
}
