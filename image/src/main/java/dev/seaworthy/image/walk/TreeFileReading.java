package dev.seaworthy.image.walk;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Gap;
import dev.seaworthy.base.Limit;
import dev.seaworthy.base.LimitExceededException;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.Location;
import dev.seaworthy.image.FileContent;
import dev.seaworthy.image.FileRecord;
import dev.seaworthy.image.FileRecord.Kind;
import dev.seaworthy.image.ImageError;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One thread's reading of regular files of a directory tree: reads and hashes those that are
/// wanted by name. As far as any analyser goes by content, it looks at the first bytes of the
/// others too; a file that is wanted for those is left to the analysers unread, since most look at
/// a few places only and there may be gigabytes of such files.
final class TreeFileReading {

  private static final Set<OpenOption> READ_ONLY =
      Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
  private static final int MAGIC_BYTES = 8;
  private static final int BUFFER_BYTES = 64 << 10;

  /// What reading a file gave.
  record Result(DirectoryReading.Found found, List<Gap> gaps) {}

  private final LayerContext context;
  private final Limits limits;
  private final FactCollector facts;
  private final PathMatching matching;
  private final MessageDigest hash = Digest.Algorithm.SHA256.newMessageDigest();
  private final ByteBuffer beginning = ByteBuffer.allocate(MAGIC_BYTES);
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);

  TreeFileReading(LayerContext context, FactCollector facts) {
    this.context = context;
    this.limits = context.limits();
    this.facts = facts;
    this.matching = new PathMatching(context.matcher());
  }

  /// @param stream the open directory
  /// @param path normalised UTF-8 without leading slash
  Result read(
      DirectoryStream<Path> stream,
      Path entry,
      byte[] path,
      int nameStart,
      UnixAttributes attributes) {
    DirectoryReading.Found found = DirectoryReading.found(path, Kind.REGULAR, attributes, null);
    boolean isWantedByName = matching.match(path, nameStart, path.length);
    if (!isWantedByName && found.size() < context.matcher().beginningSizeMin()) {
      return new Result(found, List.of());
    }
    try (SeekableByteChannel channel = open(stream, entry)) {
      long size = channel.size();
      boolean isWanted = isWantedByContent(channel, size) || isWantedByName;
      return isWanted && size > 0
          ? new Result(analysed(channel, size, found, isWantedByName), List.of())
          : new Result(found, List.of());
    } catch (IOException e) {
      boolean isLimit = e instanceof LimitExceededException;
      Gap gap =
          Gap.of(
              isLimit ? ImageError.FILE_TOO_LARGE : ImageError.FILE_UNREADABLE,
              Location.ofPath("/" + new String(path, StandardCharsets.UTF_8)),
              isLimit ? String.valueOf(e.getMessage()) : DirectoryReading.reason(e));
      return new Result(found, List.of(gap));
    }
  }

  private static SeekableByteChannel open(DirectoryStream<Path> stream, Path entry)
      throws IOException {
    return stream instanceof SecureDirectoryStream<Path> secure
        ? secure.newByteChannel(entry.getFileName(), READ_ONLY)
        : Files.newByteChannel(entry, READ_ONLY);
  }

  private boolean isWantedByContent(SeekableByteChannel channel, long size) throws IOException {
    beginning.clear();
    int length = Math.max(channel.read(beginning), 0);
    return matching.matchBeginning(beginning.array(), 0, length, size);
  }

  private DirectoryReading.Found analysed(
      SeekableByteChannel channel, long size, DirectoryReading.Found found, boolean isHashed)
      throws IOException {
    long bound = limits.of(Limit.ANALYSED_FILE_BYTES);
    if (size > bound) {
      throw new LimitExceededException(Limit.ANALYSED_FILE_BYTES, bound, "the file");
    }
    if (!(channel instanceof FileChannel file)) {
      throw new IOException("the file can't be read at random");
    }
    FileContent content = isHashed ? hashed(file, size) : new FileBackedContent(file, size, limits);
    byte[] digest = isHashed ? hash.digest() : null;
    FileRecord record =
        new FileRecord(
            "/" + new String(found.path(), StandardCharsets.UTF_8),
            Kind.REGULAR,
            found.mode(),
            found.uid(),
            found.gid(),
            size,
            "",
            digest == null
                ? Optional.empty()
                : Optional.of(Digest.of(Digest.Algorithm.SHA256, digest)),
            false);
    FactCollector.Told told = FactCollector.Told.nothing(context.matcher().words());
    facts.analyse(record, content, matching.wanted(), told);
    return new DirectoryReading.Found(
        found.path(),
        Kind.REGULAR,
        found.mode(),
        found.uid(),
        found.gid(),
        size,
        null,
        digest,
        told);
  }

  private FileContent hashed(FileChannel channel, long size) throws IOException {
    channel.position(0);
    hash.reset();
    boolean isSmall = size <= limits.asInt(Limit.MEMORY_CONTENT_BYTES);
    if (isSmall) {
      ByteBuffer all = ByteBuffer.allocate((int) size);
      while (all.hasRemaining()) {
        if (channel.read(all) < 0) {
          throw new EOFException("the file became shorter while it was read");
        }
      }
      hash.update(all.array());
      return new MemoryContent(all.array(), limits);
    }
    long left = size;
    while (left > 0) {
      buffer.clear().limit((int) Math.min(left, BUFFER_BYTES));
      int length = channel.read(buffer);
      if (length < 0) {
        throw new EOFException("the file became shorter while it was read");
      }
      hash.update(buffer.array(), 0, length);
      left -= length;
    }
    return new FileBackedContent(channel, size, limits);
  }
}
