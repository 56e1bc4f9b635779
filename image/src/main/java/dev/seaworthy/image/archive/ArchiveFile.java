package dev.seaworthy.image.archive;

import com.github.luben.zstd.ZstdIOException;
import dev.seaworthy.base.Limit;
import dev.seaworthy.base.LimitExceededException;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.image.ImageError;
import dev.seaworthy.image.Layer;
import dev.seaworthy.image.OpenOptions;
import dev.seaworthy.image.manifest.Verification;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.ZipException;

/// The outer tar of an image, open for reading in place.
final class ArchiveFile implements AutoCloseable {

  private static final int HEAD_BYTES = 512;

  private final Path path;
  private final OpenFile file;
  private final long size;
  private final TarIndex index;
  private final Limits limits;

  private ArchiveFile(Path path, OpenFile file, TarIndex index, Limits limits) throws IOException {
    this.path = path;
    this.file = file;
    this.size = file.size();
    this.index = index;
    this.limits = limits;
  }

  /// Opens the tar, unpacking it when it is compressed, and learns where its members lie.
  ///
  /// @throws SeaworthyException [ImageError#NOT_AN_IMAGE] saying what it is instead,
  ///   [ImageError#TRUNCATED], [ImageError#DAMAGED], [ImageError#LIMIT], [ImageError#UNREADABLE]
  static ArchiveFile open(Path path, OpenOptions options) {
    OpenFile file;
    try {
      file = OpenFile.of(path);
    } catch (IOException e) {
      throw unreadable(path, e);
    }
    try {
      file = plain(file, path, options);
      TarIndex index = TarIndex.read(file, path.toString(), options.limits());
      return new ArchiveFile(path, file, index, options.limits());
    } catch (IOException e) {
      throw closing(file, translated(path, e));
    } catch (RuntimeException e) {
      throw closing(file, e);
    }
  }

  private static OpenFile plain(OpenFile file, Path path, OpenOptions options) throws IOException {
    byte[] head = file.head(HEAD_BYTES);
    Packing packing = Packing.of(head);
    if (packing == Packing.NONE) {
      if (TarIndex.startsTar(head)) {
        return file;
      }
      throw notAnImage(path, FileKind.ofHead(head));
    }
    OpenFile unpacked =
        Unpacked.of(file, packing, path.toString(), options.temporaryDirectory(), options.limits());
    file.close();
    try {
      if (TarIndex.startsTar(unpacked.head(HEAD_BYTES))) {
        return unpacked;
      }
    } catch (IOException e) {
      unpacked.close();
      throw e;
    }
    unpacked.close();
    throw notAnImage(path, FileKind.PACKED_OTHER);
  }

  /// The failure of a file that is not what the source says.
  static SeaworthyException notAnImage(Path path, FileKind kind) {
    return new SeaworthyException(
        ImageError.NOT_AN_IMAGE, path + " " + kind.advice(path), "", null);
  }

  private static SeaworthyException translated(Path path, IOException e) {
    return switch (e) {
      case LimitExceededException limit ->
          new SeaworthyException(ImageError.LIMIT, path + ": " + limit.getMessage(), limit);
      case EOFException end -> cutPacking(path, end);
      case ZipException bad -> damagedPacking(path, bad);
      case ZstdIOException bad when isTruncation(bad) -> cutPacking(path, bad);
      case ZstdIOException bad -> damagedPacking(path, bad);
      default -> new SeaworthyException(ImageError.DAMAGED, path + ": " + e.getMessage(), e);
    };
  }

  /// The library has one error number for damage and for an early end.
  private static boolean isTruncation(ZstdIOException e) {
    return String.valueOf(e.getMessage()).contains("Truncated");
  }

  private static SeaworthyException cutPacking(Path path, IOException e) {
    return new SeaworthyException(
        ImageError.TRUNCATED, path + ": its compressed data ends too early", e);
  }

  private static SeaworthyException damagedPacking(Path path, IOException e) {
    return new SeaworthyException(
        ImageError.DAMAGED, "%s: its compressed data: %s".formatted(path, e.getMessage()), e);
  }

  static SeaworthyException unreadable(Path path, IOException e) {
    return new SeaworthyException(
        ImageError.UNREADABLE, "%s can't be read: %s".formatted(path, reason(e)), e);
  }

  private static String reason(IOException e) {
    return e instanceof java.nio.file.AccessDeniedException
        ? "permission denied"
        : String.valueOf(e.getMessage());
  }

  private static RuntimeException closing(OpenFile file, RuntimeException failure) {
    try {
      file.close();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
    return failure;
  }

  Path path() {
    return path;
  }

  TarIndex index() {
    return index;
  }

  /// The member of this name, links followed.
  ///
  /// @throws SeaworthyException [ImageError#NOT_AN_IMAGE] when several members have the name or it
  ///   isn't a plain file, [ImageError#TRUNCATED] when the archive ends inside it
  Optional<TarMember> find(String name) {
    Optional<TarMember> found = index.find(name);
    found.ifPresent(member -> check(name, member));
    return found;
  }

  private void check(String name, TarMember member) {
    String shown = Text.shorten(name, 200);
    if (index.isRepeated(name) || index.isRepeated(member.name())) {
      throw new SeaworthyException(
          ImageError.NOT_AN_IMAGE,
          "%s holds \"%s\" more than once: readers disagree on which one counts"
              .formatted(path, shown));
    }
    if (member.kind() != TarMember.Kind.FILE) {
      throw new SeaworthyException(
          ImageError.NOT_AN_IMAGE, "%s: \"%s\" is not a plain file".formatted(path, shown));
    }
  }

  /// How many bytes of the member are in the file.
  long present(TarMember member) {
    return Math.clamp(size - member.offset(), 0, member.size());
  }

  /// The member's bytes, when they are at most as many as the limit says.
  byte[] read(TarMember member, Limit limit) {
    if (member.size() > limits.of(limit)) {
      throw Verification.tooLarge(
          path + ": " + Text.shorten(member.name(), 200), member.size(), limit, limits);
    }
    try (InputStream in = open(member)) {
      return in.readNBytes((int) member.size());
    } catch (EOFException e) {
      throw new SeaworthyException(ImageError.TRUNCATED, path + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  InputStream open(TarMember member) {
    return new MemberInputStream(file, member, Text.shorten(member.name(), 200));
  }

  Layer.Content content(TarMember member) {
    return () -> open(member);
  }

  /// Refuses an archive that was cut off, even where all that is wanted of it is there: what else
  /// was in it can't be known.
  ///
  /// @throws SeaworthyException [ImageError#TRUNCATED]
  void requireWhole() {
    if (index.isCut()) {
      throw cutOff("");
    }
  }

  /// A failure to find something in the archive; of one that was cut off, that it was.
  SeaworthyException explained(SeaworthyException failure) {
    return index.isEnded() || failure.code() != ImageError.NOT_FOUND
        ? failure
        : cutOff("; " + failure.getMessage());
  }

  private SeaworthyException cutOff(String remark) {
    Optional<TarMember> cut = index.truncated();
    if (cut.isPresent()) {
      TarMember member = cut.get();
      return new SeaworthyException(
          ImageError.TRUNCATED,
          "%s ends inside its entry \"%s\", after %s of %s bytes%s"
              .formatted(
                  path,
                  Text.shorten(member.name(), 200),
                  Text.grouped(present(member)),
                  Text.grouped(member.size()),
                  remark));
    }
    return new SeaworthyException(
        ImageError.TRUNCATED,
        "%s ends after %s entries without the mark that ends a tar%s"
            .formatted(path, Text.grouped(index.names().size()), remark));
  }

  /// The failure of an archive that lacks the member without which it is nothing: cut off, or of
  /// another kind.
  SeaworthyException lacking() {
    return index.isEnded()
        ? notAnImage(path, FileKind.ofTar(index))
        : cutOff(", before the image's manifest");
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }
}
