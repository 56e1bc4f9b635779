package dev.seaworthy.inventory.binary;

import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.image.AnalyserId;
import dev.seaworthy.image.FactCodec;
import dev.seaworthy.image.FactSink;
import dev.seaworthy.image.FileContent;
import dev.seaworthy.image.FileRecord;
import dev.seaworthy.image.Interest;
import dev.seaworthy.inventory.Cataloger;
import dev.seaworthy.inventory.ComponentBuilder;
import dev.seaworthy.inventory.InventoryError;
import dev.seaworthy.inventory.InventoryFact.Found;
import dev.seaworthy.inventory.InventoryFactCodec;
import dev.seaworthy.inventory.document.Documents;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The package that a program or library was built as, which distributions write into the section
/// `.note.package` (systemd, "Package metadata for executable files"): JSON in a note of the owner
/// `FDO`. The package named is the source package.
///
/// Properties of its components: `elf:osCpe`, the CPE of the distribution.
public final class ElfNoteCataloger implements Cataloger {

  /// The method of its evidence.
  public static final String METHOD = "ELF package note";

  private static final AnalyserId ID = new AnalyserId("elf-note", 1);
  private static final String SECTION = ".note.package";
  private static final String OWNER = "FDO\0";
  private static final int NOTE_TYPE = 0xcafe1a7e;
  private static final int SECTION_BYTES_MAX = 64 << 10;
  private static final int HEADER_BYTES = 12;

  /// The purl types of what the notes call types; any other is generic.
  private static final Map<String, String> TYPES =
      Map.of("deb", "deb", "rpm", "rpm", "apk", "apk", "alpm", "alpm", "arch", "alpm");

  /// Systems whose namespace isn't their `ID`.
  private static final Map<String, String> NAMESPACES =
      Map.of("rhel", "redhat", "amzn", "amazon", "mariner", "cbl-mariner");

  @Override
  public AnalyserId id() {
    return ID;
  }

  @Override
  public Interest interest() {
    return Interest.in(Interest.elf());
  }

  @Override
  public FactCodec codec() {
    return InventoryFactCodec.INSTANCE;
  }

  @Override
  public Coverage coverage() {
    return new Coverage(
        "ELF package notes",
        "the section `.note.package` of ELF files",
        "the source package that a program was built as, with architecture and distribution;"
            + " left out where the package database says the same of the file",
        "programs without a note, as most distributions still build them; programs stripped of"
            + " their section headers");
  }

  @Override
  public void analyse(FileRecord file, FileContent content, FactSink sink) throws IOException {
    Optional<String> note;
    try (SeekableByteChannel channel = content.channel()) {
      note = note(channel);
    } catch (EOFException | ArithmeticException e) {
      // What only looks like a program has no note either; the Go cataloger tells of damaged
      // headers.
      return;
    }
    if (note.isPresent()) {
      try {
        tell(json(note.get(), sink), sink);
      } catch (IOException e) {
        sink.gap(InventoryError.METADATA_UNREADABLE, "", "the package note: " + e.getMessage());
      }
    }
  }

  private static Optional<String> note(SeekableByteChannel channel) throws IOException {
    Optional<ElfFile> elf = ElfFile.read(channel);
    Optional<ElfFile.Section> section = elf.flatMap(file -> file.section(SECTION));
    if (section.isEmpty() || section.get().size() > SECTION_BYTES_MAX) {
      return Optional.empty();
    }
    ByteBuffer notes =
        ByteBuffer.wrap(elf.get().bytes(section.get(), SECTION_BYTES_MAX)).order(elf.get().order());
    while (notes.remaining() >= HEADER_BYTES) {
      int ownerBytes = notes.getInt();
      int textBytes = notes.getInt();
      int type = notes.getInt();
      if (ownerBytes < 0 || textBytes < 0 || aligned(ownerBytes) > notes.remaining()) {
        return Optional.empty();
      }
      String owner = text(notes, ownerBytes);
      notes.position(notes.position() + (int) (aligned(ownerBytes) - ownerBytes));
      if (textBytes > notes.remaining()) {
        return Optional.empty();
      }
      String text = text(notes, textBytes);
      if (type == NOTE_TYPE && owner.equals(OWNER)) {
        int end = text.indexOf('\0');
        return Optional.of(end < 0 ? text : text.substring(0, end));
      }
      long padding = aligned(textBytes) - textBytes;
      notes.position((int) Math.min(notes.position() + padding, notes.limit()));
    }
    return Optional.empty();
  }

  private static String text(ByteBuffer from, int length) {
    byte[] bytes = new byte[length];
    from.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static long aligned(int bytes) {
    return (bytes + 3L) / 4 * 4;
  }

  private static JsonObject json(String note, FactSink sink) throws IOException {
    if (Documents.jsonValue(note.getBytes(StandardCharsets.UTF_8), sink.limits())
        instanceof JsonObject object) {
      return object;
    }
    throw new IOException("expected a JSON object");
  }

  private static void tell(JsonObject note, FactSink sink) {
    String type = TYPES.getOrDefault(note.text("type"), "generic");
    String system = note.text("os").toLowerCase(Locale.ROOT);
    String release = note.text("osVersion");
    ComponentBuilder builder =
        new ComponentBuilder(type)
            .name(note.text("name"))
            .version(note.text("version"))
            .architecture(note.text("architecture"))
            .property("elf:osCpe", note.text("osCpe"));
    if (!builder.isNamed()) {
      return;
    }
    if (!type.equals("generic")) {
      builder
          .namespace(NAMESPACES.getOrDefault(system, system))
          .source(note.text("name"), note.text("version"))
          .qualifier("arch", note.text("architecture"))
          .qualifier("distro", system.isEmpty() || release.isEmpty() ? "" : system + "-" + release);
    }
    sink.fact(new Found(builder.build(), "", METHOD));
  }
}
