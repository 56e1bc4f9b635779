package dev.seaworthy.inventory.golang;

import dev.seaworthy.base.Text;
import dev.seaworthy.image.AnalyserId;
import dev.seaworthy.image.FactCodec;
import dev.seaworthy.image.FactSink;
import dev.seaworthy.image.FileContent;
import dev.seaworthy.image.FileRecord;
import dev.seaworthy.image.Interest;
import dev.seaworthy.image.Interest.Magic;
import dev.seaworthy.inventory.Cataloger;
import dev.seaworthy.inventory.ComponentBuilder;
import dev.seaworthy.inventory.InventoryError;
import dev.seaworthy.inventory.InventoryFact.Found;
import dev.seaworthy.inventory.InventoryFactCodec;
import dev.seaworthy.inventory.binary.ElfFile;
import dev.seaworthy.inventory.golang.BuildInfo.Module;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;

/// Modules that Go programs were built from, with the standard library as the module `stdlib`.
///
/// Properties of its components: `go:sum`, `go:replaces`, and for the main module `go:package` and
/// the settings `go:vcs.revision`, `go:vcs.time`, `go:vcs.modified`, `go:GOOS`, `go:GOARCH`,
/// `go:CGO_ENABLED`.
public final class GoCataloger implements Cataloger {

  private static final AnalyserId ID = new AnalyserId("go-binary", 1);
  private static final String METHOD = "go build info";
  private static final int SEARCHED_BYTES_MAX = 512 << 20;
  private static final Interest INTEREST =
      Interest.in(
          Interest.elf(), new Magic("MZ", 4_096), new Magic("\u00cf\u00fa\u00ed\u00fe", 4_096));

  @Override
  public AnalyserId id() {
    return ID;
  }

  @Override
  public Interest interest() {
    return INTEREST;
  }

  @Override
  public FactCodec codec() {
    return InventoryFactCodec.INSTANCE;
  }

  @Override
  public Coverage coverage() {
    return new Coverage(
        "Go modules (programs)",
        "build information in ELF files (`.go.buildinfo` and the data segment, both forms), and in PE and"
            + " Mach-O files of Go 1.18 and later",
        "every module that was linked in, with replacements and checksums, the main module and the"
            + " standard library",
        "programs whose build information was removed or packed (UPX); which of a module's functions are"
            + " called");
  }

  @Override
  public void analyse(FileRecord file, FileContent content, FactSink sink) throws IOException {
    try {
      read(content).ifPresent(info -> tell(info, sink));
    } catch (IOException | ArithmeticException | IndexOutOfBoundsException e) {
      // Damaged headers are common in what only looks like a program (firmware, test data): they
      // matter to us only
      // where a Go program would have been.
      if (mentionsGo(content)) {
        sink.gap(
            InventoryError.BUILD_INFO_UNREADABLE,
            "",
            "reading Go's build information: " + Text.visible(String.valueOf(e.getMessage())));
      }
    }
  }

  private static Optional<BuildInfo> read(FileContent content) throws IOException {
    try (SeekableByteChannel channel = content.channel()) {
      Optional<ElfFile> elf = ElfFile.read(channel);
      if (elf.isPresent()) {
        return BuildInfoReader.read(elf.get());
      }
    }
    try (InputStream in = content.open()) {
      return BuildInfoReader.search(in, SEARCHED_BYTES_MAX);
    }
  }

  private static boolean mentionsGo(FileContent content) throws IOException {
    try (InputStream in = content.open()) {
      return BuildInfoReader.search(in, SEARCHED_BYTES_MAX).isPresent();
    } catch (IOException e) {
      return true;
    }
  }

  private static void tell(BuildInfo info, FactSink sink) {
    Module main = info.main();
    if (main != null && isNamed(main)) {
      ComponentBuilder builder =
          builder(main)
              .depends(
                  info.dependencies().stream()
                      .map(module -> module.path() + "@" + module.version())
                      .toList())
              .property("go:package", info.path());
      for (String key :
          new String[] {
            "CGO_ENABLED", "GOARCH", "GOOS", "vcs.modified", "vcs.revision", "vcs.time"
          }) {
        builder.property("go:" + key, info.settings().getOrDefault(key, ""));
      }
      sink.fact(new Found(builder.build(), "", METHOD));
    }
    for (Module module : info.dependencies()) {
      if (isNamed(module)) {
        sink.fact(new Found(builder(module).build(), "", METHOD));
      }
    }
    String version = info.goVersion().strip();
    if (version.startsWith("go")) {
      // Behind a blank stand the experiments that the toolchain was built with.
      String release = version.substring("go".length()).split(" ", 2)[0];
      sink.fact(
          new Found(
              new ComponentBuilder("golang").name("stdlib").version(release).build(), "", METHOD));
    }
  }

  private static boolean isNamed(Module module) {
    return !module.path().isEmpty() && !module.path().endsWith("/");
  }

  private static ComponentBuilder builder(Module module) {
    int slash = module.path().lastIndexOf('/');
    return new ComponentBuilder("golang")
        .namespace(slash < 0 ? "" : module.path().substring(0, slash))
        .name(module.path().substring(slash + 1))
        .version(module.version())
        .property("go:sum", module.sum())
        .property("go:directory", module.directory())
        .property("go:replaces", module.replaces());
  }
}
