package dev.seaworthy.inventory.golang;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.inventory.BytesContent;
import dev.seaworthy.inventory.Cataloger;
import dev.seaworthy.inventory.CatalogerContract;
import dev.seaworthy.inventory.Component;
import dev.seaworthy.inventory.InventoryError;
import dev.seaworthy.inventory.RecordingSink;
import dev.seaworthy.inventory.binary.ElfMaker;
import dev.seaworthy.testkit.Command;
import dev.seaworthy.testkit.Gates;
import dev.seaworthy.testkit.Labels;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GoCatalogerTest extends CatalogerContract {

  private static final String PATH = "/usr/local/bin/shop";
  private static final String SENTINEL = "0123456789abcdef";
  private static final String MODULES =
      """
      path\tgithub.com/shop/cart/cmd/cart
      mod\tgithub.com/shop/cart\t(devel)\t
      dep\tgolang.org/x/text\tv0.3.7\th1:olpwvP2KacW1ZWvsR7uQhoyTYvKAupfQrRGBFM352Gk=
      dep\tgithub.com/old/lib\tv1.0.0\th1:abc=
      =>\tgithub.com/fork/lib\tv1.0.1\th1:def=
      build\tCGO_ENABLED=0
      build\tvcs.revision=0123456789012345678901234567890123456789
      """;

  private static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] wrapped() {
    return latin(SENTINEL + MODULES + SENTINEL);
  }

  private static byte[] header(int pointerBytes, int flags) {
    ByteBuffer header = ByteBuffer.allocate(32);
    header.put(latin("\u00ff Go buildinf:")).put((byte) pointerBytes).put((byte) flags);
    return header.array();
  }

  private static byte[] inline() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(header(8, 2));
    text(out, latin("go1.21.4 X:boringcrypto"));
    text(out, wrapped());
    return out.toByteArray();
  }

  private static void text(ByteArrayOutputStream out, byte[] bytes) {
    int length = bytes.length;
    while (length >= 0x80) {
      out.write(length & 0x7f | 0x80);
      length >>= 7;
    }
    out.write(length);
    out.writeBytes(bytes);
  }

  /// A program of Go before 1.18: the block points at string headers, which point at the texts.
  private static byte[] pointing(boolean is64, ByteOrder order) {
    ElfMaker maker = new ElfMaker(is64, order);
    int pointer = is64 ? 8 : 4;
    byte[] version = latin("go1.16.5");
    long versionAt = ElfMaker.ADDRESS + maker.nextOffset();
    maker.section(".version", version);
    long modulesAt = ElfMaker.ADDRESS + maker.nextOffset();
    maker.section(".modules", wrapped());
    long stringsAt = ElfMaker.ADDRESS + maker.nextOffset();
    ByteBuffer strings = ByteBuffer.allocate(4 * pointer).order(order);
    for (long value : new long[] {versionAt, version.length, modulesAt, wrapped().length}) {
      put(strings, is64, value);
    }
    maker.section(".strings", strings.array());
    ByteBuffer block =
        ByteBuffer.wrap(header(pointer, order == ByteOrder.BIG_ENDIAN ? 1 : 0)).order(order);
    block.position(16);
    put(block, is64, stringsAt);
    put(block, is64, stringsAt + 2L * pointer);
    return maker.section(".go.buildinfo", block.array()).make();
  }

  private static void put(ByteBuffer buffer, boolean is64, long value) {
    if (is64) {
      buffer.putLong(value);
    } else {
      buffer.putInt((int) value);
    }
  }

  private static byte[] program() {
    return ElfMaker.usual()
        .section(".text", new byte[100])
        .section(".go.buildinfo", inline())
        .make();
  }

  private static RecordingSink read(byte[] content) {
    return RecordingSink.of(new GoCataloger(), PATH, content);
  }

  @Override
  protected Cataloger cataloger() {
    return new GoCataloger();
  }

  @Override
  protected List<Sample> wholeFiles() {
    return List.of(
        new Sample(PATH, program()),
        new Sample(PATH, pointing(true, ByteOrder.LITTLE_ENDIAN)),
        new Sample(PATH, pointing(true, ByteOrder.BIG_ENDIAN)),
        new Sample(PATH, pointing(false, ByteOrder.LITTLE_ENDIAN)),
        new Sample(PATH, pointing(false, ByteOrder.BIG_ENDIAN)));
  }

  @Override
  protected Sample partlyBroken() {
    byte[] broken = program();
    // The module text claims to be longer than the file.
    int at = new String(broken, StandardCharsets.ISO_8859_1).indexOf(SENTINEL);
    broken[at - 1] = 0x7f;
    return new Sample(PATH, broken);
  }

  @Override
  protected void keepsWhatItCanReadAndNamesTheRestAsAGap() {
    // The block is read as a whole or not at all.
    RecordingSink sink = read(partlyBroken().content());
    assertThat(sink.gapCodes()).containsExactly(InventoryError.BUILD_INFO_UNREADABLE);
  }

  @Override
  protected List<String> notAskedFor() {
    return List.of("/etc/passwd");
  }

  @Test
  void tellsModulesReplacementsAndTheStandardLibrary() {
    for (Sample sample : wholeFiles()) {
      RecordingSink sink = read(sample.content());
      String goVersion = sample == wholeFiles().getFirst() ? "1.21.4" : null;

      assertThat(sink.releases())
          .contains(
              "github.com/shop/cart (devel)",
              "golang.org/x/text v0.3.7",
              "github.com/fork/lib v1.0.1")
          .doesNotContain("github.com/old/lib v1.0.0")
          .anyMatch(release -> release.startsWith("stdlib 1.") && !release.contains("X:"));
      assertThat(goVersion == null || sink.releases().contains("stdlib " + goVersion)).isTrue();
      Component fork = sink.component("github.com/fork/lib");
      assertThat(fork.properties()).containsEntry("go:replaces", "github.com/old/lib");
      assertThat(sink.component("github.com/shop/cart").properties())
          .containsEntry("go:CGO_ENABLED", "0")
          .containsEntry("go:vcs.revision", "0123456789012345678901234567890123456789");
    }
  }

  @Test
  void findsTheBlockInTheDataSegmentOfAProgramWithoutSectionNames() {
    byte[] program = program();
    // No section table: as `strip --strip-section-headers` leaves it.
    ByteBuffer.wrap(program).order(ByteOrder.LITTLE_ENDIAN).putLong(40, 0).putShort(60, (short) 0);

    assertThat(read(program).releases()).contains("golang.org/x/text v0.3.7");
  }

  @Test
  void findsTheBlockInAWindowsProgram() {
    byte[] windows = new byte[8192];
    byte[] block = inline();
    windows[0] = 'M';
    windows[1] = 'Z';
    System.arraycopy(block, 0, windows, 4096, block.length);

    assertThat(read(windows).releases()).contains("golang.org/x/text v0.3.7", "stdlib 1.21.4");
  }

  @Test
  void hasNothingToSayOfOtherPrograms() {
    RecordingSink sink = read(ElfMaker.usual().section(".text", new byte[5000]).make());

    assertThat(sink.facts()).isEmpty();
    assertThat(sink.gaps()).isEmpty();
  }

  @Test
  void agreesWithTheToolchainOnItsOwnPrograms() throws Exception {
    Gates.run(
        "go version -m on the toolchain's programs",
        Gates.tool("go"),
        go -> {
          Path root = Path.of(Command.of(go.toString(), "env", "GOROOT").run().out().strip());
          long count = 0;
          try (Stream<Path> programs = Files.list(root.resolve("bin"))) {
            for (Path program : programs.sorted().toList()) {
              count += agrees(go, program);
            }
          }
          return count;
        });
  }

  private static long agrees(Path go, Path program) throws Exception {
    Set<String> wanted = new TreeSet<>();
    for (String line :
        Command.of(go.toString(), "version", "-m", program.toString()).run().lines()) {
      String[] fields = line.strip().split("\t", -1);
      if (fields[0].equals("dep") || fields[0].equals("mod")) {
        wanted.add(fields[1] + " " + fields[2]);
      } else if (line.startsWith(program.toString())) {
        wanted.add("stdlib " + line.substring(line.indexOf(": go") + 4).split(" ", 2)[0]);
      }
    }
    RecordingSink sink = new RecordingSink(dev.seaworthy.base.Limits.defaults());
    byte[] bytes = Files.readAllBytes(program);
    new GoCataloger().analyse(BytesContent.record(PATH, bytes), new BytesContent(bytes), sink);
    Labels.record(
        new Labels.Fixture(
            "the toolchain's " + program.getFileName(), "go-binary", "`go version -m`"),
        wanted,
        new TreeSet<>(sink.releases()));
    assertThat(sink.releases()).as(program.toString()).containsExactlyInAnyOrderElementsOf(wanted);
    return wanted.size();
  }
}
