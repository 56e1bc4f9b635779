package dev.seaworthy.inventory.java;

import dev.seaworthy.base.Limit;
import dev.seaworthy.image.FactSink;
import dev.seaworthy.image.FileRecord;
import dev.seaworthy.inventory.Component;
import dev.seaworthy.inventory.ComponentBuilder;
import dev.seaworthy.inventory.InventoryError;
import dev.seaworthy.inventory.InventoryFact.Found;
import dev.seaworthy.inventory.InventoryFact.Nameless;
import dev.seaworthy.inventory.archive.ArchiveBudget;
import dev.seaworthy.inventory.archive.ArchiveException;
import dev.seaworthy.inventory.archive.ByteSource;
import dev.seaworthy.inventory.archive.ZipArchive;
import dev.seaworthy.inventory.archive.ZipEntry;
import dev.seaworthy.inventory.embedded.EmbeddedSbom;
import dev.seaworthy.inventory.java.JarIdentity.Identity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// Looks into the archives of one file, one inside the other. Stored inner archives are read where
/// they lie; deflated ones are unpacked into memory, or, when large, into a private temporary file.
final class JavaArchive {

  private static final byte[] ZIP = {'P', 'K'};
  private static final int BUFFER_BYTES = 1 << 16;

  private final FactSink sink;
  private final ArchiveBudget budget;

  JavaArchive(FactSink sink, ArchiveBudget budget) {
    this.sink = sink;
    this.budget = budget;
  }

  /// Reads the file itself. Several suffixes are used for other things too (`.rar`, `.car`): only
  /// what calls itself a Java archive in so many words must be one.
  void readFile(FileRecord file, ByteSource source) throws IOException {
    String name = file.name();
    if (name.regionMatches(true, name.length() - 4, ".jar", 0, 4) || beginsAsZip(source)) {
      String sha256 = file.sha256().map(digest -> digest.hex()).orElse("");
      read(source, name, "", 1, sha256);
    }
  }

  private static boolean beginsAsZip(ByteSource source) throws IOException {
    byte[] beginning = new byte[ZIP.length];
    if (source.size() < beginning.length) {
      return false;
    }
    source.read(0, beginning, 0, beginning.length);
    return java.util.Arrays.equals(beginning, ZIP);
  }

  /// @param nestedPath where the archive lies in the file, or empty for the file itself
  /// @param depth 1 for the file itself
  private void read(ByteSource source, String name, String nestedPath, int depth, String sha256) {
    JarContents contents = new JarContents();
    try {
      ZipArchive archive = ZipArchive.open(source, budget);
      try {
        archive.forEach(contents::note);
      } catch (ArchiveException e) {
        sink.gap(e.code(), nestedPath, String.valueOf(e.getMessage()));
      }
      if (archive.hasOverlap()) {
        sink.gap(
            InventoryError.ARCHIVE_DAMAGED,
            nestedPath,
            "its entries share bytes, as no archiver makes them");
      }
      contents.read(
          archive, (entry, e) -> sink.gap(e.code(), nestedPath + "!/" + entry.name(), text(e)));
      tell(source, contents, name, nestedPath, sha256);
      for (ZipEntry entry : contents.sboms()) {
        readSbom(archive, entry, nestedPath + "!/" + entry.name());
      }
      for (ZipEntry entry : contents.archives()) {
        readInner(archive, entry, nestedPath + "!/" + entry.name(), depth + 1);
      }
    } catch (ArchiveException e) {
      sink.gap(e.code(), nestedPath, text(e));
    } catch (IOException e) {
      sink.gap(InventoryError.ARCHIVE_DAMAGED, nestedPath, text(e));
    }
  }

  private void readSbom(ZipArchive archive, ZipEntry entry, String nestedPath) throws IOException {
    try {
      byte[] bytes = archive.bytes(entry, budget.limits().asInt(Limit.SBOM_BYTES));
      EmbeddedSbom.tellFile(bytes, entry.lastName(), nestedPath, sink);
    } catch (ArchiveException e) {
      sink.gap(e.code(), nestedPath, text(e));
    }
  }

  private void tell(
      ByteSource source, JarContents contents, String name, String nestedPath, String sha256)
      throws IOException {
    JarIdentity identity = JarIdentity.of(name, contents);
    // Weaker evidence than Maven's own files gives way to an index of known archives.
    String sha1 = identity.isByMaven() ? "" : sha1(source);
    if (identity.main().isPresent()) {
      Identity main = identity.main().get();
      Component component = component(main, contents, true, sha256);
      sink.fact(
          new Found(
              sha1.isEmpty()
                  ? component
                  : ComponentBuilder.from(component).hash("sha1", sha1).build(),
              nestedPath,
              main.method()));
    } else if (contents.holdsClasses()) {
      sink.fact(new Nameless("maven", nestedPath, sha1));
    }
    for (Identity shaded : identity.shaded()) {
      sink.fact(
          new Found(
              component(shaded, contents, false, ""),
              nestedPath + "!/" + shaded.entry(),
              shaded.method()));
    }
  }

  private static String sha1(ByteSource source) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-1");
      byte[] buffer = new byte[BUFFER_BYTES];
      long position = 0;
      while (position < source.size()) {
        int length = (int) Math.min(buffer.length, source.size() - position);
        source.read(position, buffer, 0, length);
        digest.update(buffer, 0, length);
        position += length;
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-1", e);
    }
  }

  private static Component component(
      Identity identity, JarContents contents, boolean isWhole, String sha256) {
    ComponentBuilder builder =
        new ComponentBuilder("maven")
            .namespace(identity.group())
            .name(identity.artifact())
            .version(identity.version())
            .licences(contents.licencesOf(identity))
            .hash("sha256", sha256)
            .property("java:group-from", identity.groupFrom());
    if (isWhole && builder.build().licences().isEmpty()) {
      builder.licences(List.of(contents.manifest().first("Bundle-License")));
    }
    return builder.build();
  }

  private void readInner(ZipArchive archive, ZipEntry entry, String nestedPath, int depth)
      throws IOException {
    if (!budget.allowsDepth(depth)) {
      sink.gap(
          InventoryError.ARCHIVE_LIMIT,
          nestedPath,
          "archives inside archives deeper than the limit %s = %s are not opened"
              .formatted(Limit.ARCHIVE_DEPTH.key(), budget.limits().of(Limit.ARCHIVE_DEPTH)));
      return;
    }
    try {
      if (entry.isStored()) {
        read(archive.stored(entry), entry.lastName(), nestedPath, depth, "");
      } else if (entry.size() <= budget.limits().of(Limit.MEMORY_CONTENT_BYTES)) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream((int) entry.size());
        archive.copy(entry, bytes);
        read(ByteSource.of(bytes.toByteArray()), entry.lastName(), nestedPath, depth, "");
      } else {
        readSpilled(archive, entry, nestedPath, depth);
      }
    } catch (ArchiveException e) {
      sink.gap(e.code(), nestedPath, text(e));
    }
  }

  private void readSpilled(ZipArchive archive, ZipEntry entry, String nestedPath, int depth)
      throws IOException {
    Path spill = Files.createTempFile("seaworthy-", ".archive");
    try {
      try (OutputStream out = Files.newOutputStream(spill)) {
        archive.copy(entry, out);
      }
      try (SeekableByteChannel channel = Files.newByteChannel(spill, StandardOpenOption.READ)) {
        read(ByteSource.of(channel), entry.lastName(), nestedPath, depth, "");
      }
    } finally {
      Files.deleteIfExists(spill);
    }
  }

  private static String text(IOException e) {
    return String.valueOf(e.getMessage());
  }
}
