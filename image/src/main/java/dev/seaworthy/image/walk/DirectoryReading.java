package dev.seaworthy.image.walk;

import dev.seaworthy.base.Gap;
import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.Location;
import dev.seaworthy.image.FileRecord.Kind;
import dev.seaworthy.image.ImageError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/// One thread's reading of directories, one after the other.
final class DirectoryReading implements AutoCloseable {

  private static final int TYPE_MASK = 0170000;

  /// File systems that the kernel makes up: nothing is installed there.
  private static final Set<String> KERNEL_FILE_SYSTEMS =
      Set.of(
          "autofs",
          "binfmt_misc",
          "bpf",
          "cgroup",
          "cgroup2",
          "configfs",
          "debugfs",
          "devpts",
          "devtmpfs",
          "efivarfs",
          "fusectl",
          "hugetlbfs",
          "mqueue",
          "nsfs",
          "proc",
          "pstore",
          "ramfs",
          "rpc_pipefs",
          "securityfs",
          "selinuxfs",
          "sysfs",
          "tmpfs",
          "tracefs");

  /// What reading a directory gave.
  record Batch(List<Found> entries, List<FoundDirectory> directories, List<Gap> gaps) {}

  /// An entry.
  ///
  /// @param path normalised UTF-8 without leading slash
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Found(
      byte[] path,
      Kind kind,
      int mode,
      long uid,
      long gid,
      long size,
      byte @Nullable [] link,
      byte @Nullable [] hash,
      FactCollector.@Nullable Told told) {

    Found hashed(long newSize, byte[] newHash) {
      return new Found(path, kind, mode, uid, gid, newSize, link, newHash, told);
    }

    Found with(FactCollector.Told newTold) {
      return new Found(path, kind, mode, uid, gid, size, link, hash, newTold);
    }
  }

  private final Limits limits;
  private final BiPredicate<Path, String> leftOut;
  private final TreeFileReading files;
  private final EntryPath entryPath = new EntryPath();
  private Batch batch = new Batch(List.of(), List.of(), List.of());

  /// @param leftOut tells by its path, outside and inside the tree, whether a directory is left out
  DirectoryReading(LayerContext context, FactCollector facts, BiPredicate<Path, String> leftOut) {
    this.limits = context.limits();
    this.leftOut = leftOut;
    this.files = new TreeFileReading(context, facts);
  }

  Batch read(FoundDirectory directory) {
    batch = new Batch(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    String path = shown(directory.bytes());
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory.path())) {
      if (isSame(stream, directory)) {
        for (Path entry : stream) {
          entry(directory, stream, entry);
        }
      } else {
        gap(ImageError.FILE_UNREADABLE, path, "the directory was exchanged while it was read");
      }
    } catch (NoSuchFileException e) {
      gap(ImageError.FILE_UNREADABLE, path, "the directory vanished while it was read");
    } catch (DirectoryIteratorException e) {
      gap(ImageError.FILE_UNREADABLE, path, "the directory can't be read: " + reason(e.getCause()));
    } catch (IOException e) {
      gap(ImageError.FILE_UNREADABLE, path, "the directory can't be opened: " + reason(e));
    }
    return batch;
  }

  /// A reason without the path, which the gap already has.
  static String reason(@Nullable IOException e) {
    if (e == null) {
      return "no reason is known";
    }
    return e.getClass().getSimpleName().replace("Exception", "")
        + (e instanceof FileSystemException system && system.getReason() != null
            ? ": " + system.getReason()
            : "");
  }

  private static boolean isSame(DirectoryStream<Path> stream, FoundDirectory directory)
      throws IOException {
    if (stream instanceof SecureDirectoryStream<Path> secure && directory.fileKey() != null) {
      BasicFileAttributeView view = secure.getFileAttributeView(BasicFileAttributeView.class);
      return directory.fileKey().equals(view.readAttributes().fileKey());
    }
    return true;
  }

  private void entry(FoundDirectory directory, DirectoryStream<Path> stream, Path entry) {
    byte[] raw = child(directory.bytes(), nameBytes(entry));
    EntryPath.Outcome outcome = entryPath.set(raw, limits.asInt(Limit.PATH_BYTES));
    if (outcome != EntryPath.Outcome.FINE) {
      gap(ImageError.BAD_ENTRY, shown(directory.bytes()), "an entry's path is too long");
      return;
    }
    byte[] path = Arrays.copyOf(entryPath.bytes(), entryPath.length());
    try {
      UnixAttributes attributes = UnixAttributes.of(entry);
      switch (attributes.mode() & TYPE_MASK) {
        case 0100000 -> add(files.read(stream, entry, path, entryPath.nameStart(), attributes));
        case 0040000 -> directory(directory, stream, entry, raw, path, attributes);
        case 0120000 -> {
          byte[] target = Files.readSymbolicLink(entry).toString().getBytes(StandardCharsets.UTF_8);
          add(found(path, Kind.SYMLINK, attributes, target));
        }
        case 0010000 -> add(found(path, Kind.FIFO, attributes, null));
        case 0020000, 0060000 -> add(found(path, Kind.DEVICE, attributes, null));
        default -> add(found(path, Kind.OTHER, attributes, null));
      }
    } catch (NoSuchFileException e) {
      // It was removed after the directory was listed: it isn't part of the tree any more.
      return;
    } catch (IOException e) {
      gap(ImageError.FILE_UNREADABLE, "/" + text(path), reason(e));
    }
  }

  private void add(Found found) {
    batch.entries().add(found);
  }

  private void add(TreeFileReading.Result result) {
    batch.entries().add(result.found());
    batch.gaps().addAll(result.gaps());
  }

  private void directory(
      FoundDirectory parent,
      DirectoryStream<Path> stream,
      Path entry,
      byte[] raw,
      byte[] path,
      UnixAttributes attributes)
      throws IOException {
    add(found(path, Kind.DIRECTORY, attributes, null));
    String inside = "/" + text(path);
    if (leftOut.test(entry, inside)) {
      return;
    }
    if (attributes.device() != parent.device()) {
      String type = Files.getFileStore(entry).type();
      if (!KERNEL_FILE_SYSTEMS.contains(type)) {
        gap(
            ImageError.OTHER_FILE_SYSTEM,
            inside,
            "another file system (%s) is mounted here and was not read".formatted(type));
      }
      return;
    }
    Object key = attributes.fileKey();
    if (stream instanceof SecureDirectoryStream<Path> secure) {
      key =
          secure
              .getFileAttributeView(
                  entry.getFileName(), BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
              .readAttributes()
              .fileKey();
    }
    batch.directories().add(new FoundDirectory(entry, raw, key, parent.device()));
  }

  static Found found(byte[] path, Kind kind, UnixAttributes attributes, byte @Nullable [] link) {
    return new Found(
        path,
        kind,
        attributes.mode() & 07777,
        attributes.uid(),
        attributes.gid(),
        kind == Kind.REGULAR ? attributes.size() : 0,
        link,
        null,
        null);
  }

  /// The name's bytes in the file system. Java decodes names by the locale, which may lose what
  /// isn't ASCII; the URI form keeps the bytes.
  private static byte[] nameBytes(Path entry) {
    String name = String.valueOf(entry.getFileName());
    boolean isAscii = name.chars().allMatch(unit -> unit < 0x80);
    return isAscii ? name.getBytes(StandardCharsets.US_ASCII) : UriBytes.lastPart(entry.toUri());
  }

  private static byte[] child(byte[] directory, byte[] name) {
    int start = directory.length == 0 ? 0 : directory.length + 1;
    byte[] path = Arrays.copyOf(directory, start + name.length);
    if (start > 0) {
      path[start - 1] = '/';
    }
    System.arraycopy(name, 0, path, start, name.length);
    return path;
  }

  private String shown(byte[] raw) {
    entryPath.set(raw, Integer.MAX_VALUE);
    return "/" + new String(entryPath.bytes(), 0, entryPath.length(), StandardCharsets.UTF_8);
  }

  private static String text(byte[] path) {
    return new String(path, StandardCharsets.UTF_8);
  }

  private void gap(ImageError code, String path, String detail) {
    batch.gaps().add(Gap.of(code, Location.ofPath(path), detail));
  }

  @Override
  public void close() {
    files.close();
  }
}
