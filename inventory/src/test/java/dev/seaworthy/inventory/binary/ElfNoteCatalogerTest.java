package dev.seaworthy.inventory.binary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.base.Limits;
import dev.seaworthy.inventory.Cataloger;
import dev.seaworthy.inventory.CatalogerContract;
import dev.seaworthy.inventory.Component;
import dev.seaworthy.inventory.Inventory;
import dev.seaworthy.inventory.InventoryError;
import dev.seaworthy.inventory.LayeredFacts;
import dev.seaworthy.inventory.RecordingSink;
import dev.seaworthy.inventory.assembly.Inventories;
import dev.seaworthy.inventory.catalog.BuiltInCatalogers;
import dev.seaworthy.testkit.Command;
import dev.seaworthy.testkit.Gates;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ElfNoteCatalogerTest extends CatalogerContract {

  private static final String PATH = "/usr/lib/libhold.so.1";
  private static final String FEDORA =
      """
      {"type":"rpm","os":"fedora","osVersion":"38","name":"hold","version":"1.2-3.fc38",
       "architecture":"x86_64","osCpe":"cpe:/o:fedoraproject:fedora:38"}
      """
          .strip();
  private static final String DEBIAN =
      "{\"type\":\"deb\",\"os\":\"debian\",\"name\":\"hold\",\"version\":\"1.2-3\",\"architecture\":\"amd64\"}";

  @TempDir Path folder;

  private static byte[] program(ByteOrder order, String note) {
    byte[] text = (note + "\0").getBytes(StandardCharsets.UTF_8);
    int padded = (text.length + 3) / 4 * 4;
    ByteBuffer section = ByteBuffer.allocate(24 + 16 + padded).order(order);
    // A note of someone else comes first.
    section.putInt(4).putInt(4).putInt(1).put("GNU\0abcd".getBytes(StandardCharsets.UTF_8));
    section.putInt(4).putInt(text.length).putInt(0xcafe1a7e);
    section.put("FDO\0".getBytes(StandardCharsets.UTF_8)).put(text);
    return new ElfMaker(true, order).section(".note.package", section.array()).make();
  }

  private static byte[] program(String note) {
    return program(ByteOrder.LITTLE_ENDIAN, note);
  }

  @Override
  protected Cataloger cataloger() {
    return new ElfNoteCataloger();
  }

  @Override
  protected List<Sample> wholeFiles() {
    return List.of(
        new Sample(PATH, program(FEDORA)), new Sample(PATH, program(ByteOrder.BIG_ENDIAN, DEBIAN)));
  }

  @Override
  protected Sample partlyBroken() {
    return new Sample(PATH, program("{\"type\":"));
  }

  @Override
  protected void keepsWhatItCanReadAndNamesTheRestAsAGap() {
    // One note: half of it proves nothing about the other half.
    RecordingSink sink = RecordingSink.of(cataloger(), PATH, partlyBroken().content());
    assertThat(sink.gapCodes()).containsExactly(InventoryError.METADATA_UNREADABLE);
  }

  @Override
  protected List<String> notAskedFor() {
    return List.of("/usr/share/doc/hold");
  }

  @Test
  void namesTheSourcePackageOfAProgram() {
    Component hold = RecordingSink.of(cataloger(), PATH, program(FEDORA)).component("fedora/hold");

    assertThat(hold.purl())
        .isEqualTo("pkg:rpm/fedora/hold@1.2-3.fc38?arch=x86_64&distro=fedora-38");
    assertThat(hold.properties()).containsEntry("elf:osCpe", "cpe:/o:fedoraproject:fedora:38");
  }

  @Test
  void readsWhatTheLinkerWrites() throws Exception {
    Gates.run(
        "inventory: ld --package-metadata",
        Gates.tool("gcc"),
        gcc -> {
          Path source =
              Files.writeString(folder.resolve("hold.c"), "int main(void) { return 0; }\n");
          int judged = 0;
          for (String note : List.of(DEBIAN, FEDORA.replaceAll("\\s", ""))) {
            Path program = folder.resolve("hold");
            Command.of(
                    gcc.toString(),
                    "-Xlinker",
                    "--package-metadata=" + note,
                    "-o",
                    program.toString(),
                    source.toString())
                .text();
            assertThat(
                    RecordingSink.of(cataloger(), PATH, Files.readAllBytes(program)).components())
                .isEqualTo(RecordingSink.of(cataloger(), PATH, program(note)).components())
                .hasSize(1);
            judged++;
          }
          return judged;
        });
  }

  private static LayeredFacts image() {
    return LayeredFacts.by(BuiltInCatalogers.all())
        .layer()
        .file("/etc/os-release", "ID=debian\nVERSION_ID=12\n")
        .file(
            "/var/lib/dpkg/status",
            """
            Package: libhold1
            Status: install ok installed
            Version: 1:1.2-3
            Architecture: amd64
            Source: hold
            """)
        .file("/var/lib/dpkg/info/libhold1.list", PATH + "\n");
  }

  private static List<String> purls(LayeredFacts facts) {
    Inventory inventory = Inventories.assemble(facts.facts(), Limits.defaults());
    return inventory.components().stream().map(Component::purl).toList();
  }

  @Test
  void saysNothingTwiceThatThePackageDatabaseSays() {
    assertThat(purls(image().file(PATH, program(DEBIAN))))
        .containsExactly(
            "pkg:deb/debian/libhold1@1:1.2-3?arch=amd64&distro=debian-12&upstream=hold");
  }

  @Test
  void keepsTheNoteOfALibraryThatAPackageOnlyCarries() {
    Inventory inventory =
        Inventories.assemble(image().file(PATH, program(FEDORA)).facts(), Limits.defaults());

    assertThat(inventory.components())
        .filteredOn(component -> component.type().equals("rpm"))
        .singleElement()
        .satisfies(component ->
            assertThat(component.properties().get(Inventories.OWNED_BY)).contains("libhold1"));
  }

  @Test
  void tellsOfALibraryThatWasCopied() {
    assertThat(purls(image().file("/opt/libhold.so.1", program(DEBIAN))))
        .contains("pkg:deb/debian/hold@1.2-3?arch=amd64");
  }
}
