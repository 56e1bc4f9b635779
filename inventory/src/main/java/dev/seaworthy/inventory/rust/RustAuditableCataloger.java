package dev.seaworthy.inventory.rust;

import dev.seaworthy.base.JsonValue;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.image.AnalyserId;
import dev.seaworthy.image.FactCodec;
import dev.seaworthy.image.FactSink;
import dev.seaworthy.image.FileContent;
import dev.seaworthy.image.FileRecord;
import dev.seaworthy.image.Interest;
import dev.seaworthy.inventory.Cataloger;
import dev.seaworthy.inventory.ComponentBuilder;
import dev.seaworthy.inventory.InventoryFact.Found;
import dev.seaworthy.inventory.InventoryFactCodec;
import dev.seaworthy.inventory.binary.ElfFile;
import dev.seaworthy.inventory.document.Documents;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;
import java.util.zip.InflaterInputStream;

/// Crates that a program was built from, where `cargo auditable` recorded them: compressed JSON in
/// the section `.dep-v0` (cargo-auditable, "PARSING.md").
final class RustAuditableCataloger implements Cataloger {

  private static final AnalyserId ID = new AnalyserId("cargo-auditable", 1);
  private static final String SECTION = ".dep-v0";

  /// What the tools of cargo-auditable allow themselves.
  private static final int BYTES_MAX = 8 << 20;

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
        "Rust crates (programs)",
        "the section `.dep-v0` of ELF files",
        "every crate that was linked in; those that only the build needed are marked",
        "programs that were built without cargo-auditable");
  }

  @Override
  public void analyse(FileRecord file, FileContent content, FactSink sink) throws IOException {
    Optional<byte[]> compressed = section(content);
    if (compressed.isEmpty()) {
      return;
    }
    try (InflaterInputStream in =
        new InflaterInputStream(new ByteArrayInputStream(compressed.get()))) {
      byte[] json = in.readNBytes(BYTES_MAX + 1);
      if (json.length > BYTES_MAX) {
        throw new IOException(
            "the section %s unpacks to more than %s bytes".formatted(SECTION, BYTES_MAX));
      }
      JsonValue document = Documents.jsonValue(json, sink.limits());
      if (document instanceof JsonObject object) {
        for (JsonObject crate : object.objects("packages")) {
          tell(crate, sink);
        }
      }
    }
  }

  private static Optional<byte[]> section(FileContent content) throws IOException {
    try (SeekableByteChannel channel = content.channel()) {
      Optional<ElfFile> elf = ElfFile.read(channel);
      Optional<ElfFile.Section> section = elf.flatMap(file -> file.section(SECTION));
      return section.isEmpty()
          ? Optional.empty()
          : Optional.of(elf.get().bytes(section.get(), BYTES_MAX));
    } catch (EOFException | ArithmeticException e) {
      // What only looks like a program has no crates either; the Go cataloger tells of damaged
      // headers.
      return Optional.empty();
    }
  }

  private static void tell(JsonObject crate, FactSink sink) {
    ComponentBuilder builder =
        new ComponentBuilder("cargo")
            .name(crate.text("name"))
            .version(crate.text("version"))
            .property("cargo:source", crate.text("source"))
            .property("scope", crate.text("kind").equals("build") ? "build" : "");
    if (builder.isNamed()) {
      sink.fact(new Found(builder.build(), "", "cargo-auditable"));
    }
  }
}
