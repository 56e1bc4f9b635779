package dev.seaworthy.inventory.embedded;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.inventory.Cataloger;
import dev.seaworthy.inventory.CatalogerContract;
import dev.seaworthy.inventory.InventoryError;
import dev.seaworthy.inventory.InventoryFact.Claimed;
import dev.seaworthy.inventory.RecordingSink;
import dev.seaworthy.inventory.binary.ElfMaker;
import dev.seaworthy.testkit.Command;
import dev.seaworthy.testkit.Gates;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeImageCatalogerTest extends CatalogerContract {

  private static final String PATH = "/srv/shop";
  private static final String NETTY = "pkg:maven/io.netty/netty-codec-http2@4.1.76.Final";

  @TempDir Path folder;

  private static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return compressed.toByteArray();
  }

  /// A program with the symbols, laid out as a linker would.
  private static byte[] program(byte[] compressed, long length) {
    ElfMaker elf = ElfMaker.usual().section(".svm_heap", new byte[8]);
    long sbom = ElfMaker.ADDRESS + elf.nextOffset();
    elf.section(".rodata", compressed);
    long lengthAt = ElfMaker.ADDRESS + elf.nextOffset();
    elf.section(
        ".data", ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(length).array());
    elf.section(".dynstr", "\0graal_sbom\0sbom_length\0".getBytes(UTF_8));
    ByteBuffer symbols = ByteBuffer.allocate(3 * 24).order(ByteOrder.LITTLE_ENDIAN);
    // The name `sbom` is the end of a longer one.
    symbols.putInt(24, 7).putLong(24 + 8, sbom);
    symbols.putInt(48, 12).putLong(48 + 8, lengthAt);
    return elf.section(".dynsym", symbols.array()).make();
  }

  private static byte[] program(String json) {
    byte[] compressed = gzip(json.getBytes(UTF_8));
    return program(compressed, compressed.length);
  }

  @Override
  protected Cataloger cataloger() {
    return new NativeImageCataloger();
  }

  @Override
  protected List<Sample> wholeFiles() {
    return List.of(new Sample(PATH, program(Boms.cycloneDx(NETTY))));
  }

  @Override
  protected Sample partlyBroken() {
    return new Sample(PATH, program(Boms.cycloneDx(NETTY, "no purl")));
  }

  @Override
  protected List<String> notAskedFor() {
    return List.of("/srv/shop.txt");
  }

  @Test
  void tellsWhatTheDocumentInsideTheProgramClaims() {
    RecordingSink sink = RecordingSink.of(cataloger(), PATH, program(Boms.cycloneDx(NETTY)));

    assertThat(claims(sink)).containsExactly(NETTY);
  }

  @Test
  void librariesWithoutAPackageUrlAreKnownByGroupAndName() {
    RecordingSink sink =
        RecordingSink.of(
            cataloger(),
            PATH,
            program(
                """
                {"bomFormat":"CycloneDX","specVersion":"1.4","components":[
                  {"type":"library","group":"io.netty","name":"netty-codec-http2","version":"4.1.76.Final"},
                  {"type":"library","name":"no-group","version":"1.0"}]}
                """));

    assertThat(claims(sink)).containsExactly(NETTY);
    assertThat(sink.gapCodes()).containsExactly(InventoryError.SBOM_NO_PURL);
  }

  @Test
  void aLengthThatMakesNoSenseOrABombIsAGap() {
    for (byte[] program :
        List.of(
            program(gzip(new byte[10]), 1L << 40),
            program(gzip(new byte[10]), -1),
            program(gzip(new byte[10]), 1 << 20),
            program("no gzip".getBytes(UTF_8), 7),
            program(gzip(new byte[200 << 20]), gzip(new byte[200 << 20]).length))) {
      RecordingSink sink = RecordingSink.of(cataloger(), PATH, program);
      assertThat(sink.facts()).isEmpty();
      assertThat(sink.gapCodes()).containsExactly(InventoryError.EMBEDDED_SBOM_UNREADABLE);
    }
  }

  @Test
  void passesOverProgramsWithoutTheSymbols() {
    RecordingSink sink =
        RecordingSink.of(cataloger(), PATH, ElfMaker.usual().section(".data", new byte[64]).make());

    assertThat(sink.facts()).isEmpty();
    assertThat(sink.gaps()).isEmpty();
  }

  @Test
  void passesOverOtherProgramsWithSuchSymbols() {
    byte[] program = program(Boms.cycloneDx(NETTY));
    byte[] name = ".svm_heap".getBytes(UTF_8);
    program[new String(program, ISO_8859_1).indexOf(".svm_heap") + name.length - 1] = 'x';
    RecordingSink sink = RecordingSink.of(cataloger(), PATH, program);

    assertThat(sink.facts()).isEmpty();
    assertThat(sink.gaps()).isEmpty();
  }

  @Test
  void readsWhatALinkerMakesOfTheSymbols() throws Exception {
    Gates.run(
        "inventory: a linked program with an SBOM inside",
        Gates.tool("gcc"),
        gcc -> {
          byte[] compressed = gzip(Boms.cycloneDx(NETTY, "pkg:maven/g/a@1.0").getBytes(UTF_8));
          StringBuilder source = new StringBuilder("const unsigned char sbom[] = {");
          for (byte b : compressed) {
            source.append(b & 0xff).append(',');
          }
          source
              .append("};\nconst unsigned long long sbom_length = sizeof sbom;\n")
              .append("__attribute__((section(\".svm_heap\"))) const long heap = 1;\n")
              .append("int main(void) { return 0; }\n");
          Path code = Files.writeString(folder.resolve("shop.c"), source);
          long judged = 0;
          for (List<String> options :
              List.of(List.of("-rdynamic"), List.of("-rdynamic", "-no-pie", "-s"))) {
            Path program = folder.resolve("shop");
            List<String> words = new java.util.ArrayList<>(List.of(gcc.toString()));
            words.addAll(options);
            words.addAll(List.of("-o", program.toString(), code.toString()));
            Command.of(words).text();
            assertThat(claims(RecordingSink.of(cataloger(), PATH, Files.readAllBytes(program))))
                .containsExactly("pkg:maven/g/a@1.0", NETTY);
            judged++;
          }
          return judged;
        });
  }

  private static List<String> claims(RecordingSink sink) {
    return sink.facts().stream().map(fact -> ((Claimed) fact).component().purl()).toList();
  }
}
