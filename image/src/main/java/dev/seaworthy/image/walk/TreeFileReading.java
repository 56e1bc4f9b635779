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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One thread's reading of regular files of a directory tree: reads and hashes those that are
/// wanted by name or by taps. As far as any analyser goes by content, it looks at the first bytes
/// of the others too; a file that is wanted for those is left to the analysers unread, since most
/// look at a few places only and there may be gigabytes of such files.
final class TreeFileReading implements AutoCloseable {

  private static final Set<OpenOption> READ_ONLY =
      Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
  private static final int BUFFER_BYTES = 64 << 10;

  /// What reading a file gave.
  record Result(DirectoryReading.Found found, List<Gap> gaps) {}

  private final LayerContext context;
  private final Limits limits;
  private final FactCollector facts;
  private final PathMatching matching;
  private final OpenTaps taps;
  private final MessageDigest hash = Digest.Algorithm.SHA256.newMessageDigest();
  private final ByteBuffer beginning = ByteBuffer.allocate(PathMatcher.BEGINNING_BYTES);
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);

  TreeFileReading(LayerContext context, FactCollector facts) {
    this.context = context;
    this.limits = context.limits();
    this.facts = facts;
    this.matching = new PathMatching(context.matcher());
    this.taps = new OpenTaps(context, facts);
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
    if (!isWantedByName && taps.isEmpty() && found.size() < context.matcher().beginningSizeMin()) {
      return new Result(found, List.of());
    }
    List<Gap> gaps = new ArrayList<>();
    FactCollector.Told told = FactCollector.Told.nothing(context.matcher().words());
    try (SeekableByteChannel channel = open(stream, entry)) {
      found = read(channel, found, isWantedByName, told);
    } catch (IOException e) {
      boolean isLimit = e instanceof LimitExceededException;
      gaps.add(
          Gap.of(
              isLimit ? ImageError.FILE_TOO_LARGE : ImageError.FILE_UNREADABLE,
              Location.ofPath("/" + new String(path, StandardCharsets.UTF_8)),
              isLimit ? String.valueOf(e.getMessage()) : DirectoryReading.reason(e)));
    }
    return new Result(told.isNothing() ? found : found.with(told), gaps);
  }

  /// @return the entry, with its hash where all of it was read
  private DirectoryReading.Found read(
      SeekableByteChannel channel,
      DirectoryReading.Found found,
      boolean isWantedByName,
      FactCollector.Told told)
      throws IOException {
    long size = channel.size();
    boolean isWanted = isWantedByContent(channel, size) || isWantedByName;
    if (size == 0 || (!isWanted && taps.isEmpty())) {
      return found;
    }
    if (!(channel instanceof FileChannel file)) {
      throw new IOException("the file can't be read at random");
    }
    boolean isTapped = !taps.isEmpty() && tap(file, found, told);
    long bound = limits.of(Limit.ANALYSED_FILE_BYTES);
    boolean isTooLarge = isWanted && size > bound;
    DirectoryReading.Found read = found;
    byte[] kept = null;
    if (isTapped || (isWantedByName && !isTooLarge)) {
      try {
        kept = hashed(file, size, isWanted);
        read = found.hashed(size, hash.digest());
      } finally {
        if (isTapped) {
          told.add(taps.end(record(read)));
        }
      }
    }
    if (isTooLarge) {
      throw new LimitExceededException(Limit.ANALYSED_FILE_BYTES, bound, "the file");
    }
    if (isWanted) {
      FileContent content =
          kept == null
              ? new FileBackedContent(file, size, limits)
              : new MemoryContent(kept, limits);
      facts.analyse(record(read), content, matching.wanted(), told);
    }
    return read;
  }

  /// Asks the taps for the file.
  private boolean tap(FileChannel file, DirectoryReading.Found found, FactCollector.Told told)
      throws IOException {
    file.position(0);
    buffer.clear();
    while (buffer.hasRemaining() && file.read(buffer) >= 0) {
      // One read may bring less than there is.
    }
    boolean isTapped = taps.begin(record(found), buffer.array(), 0, buffer.position());
    if (!isTapped) {
      told.add(taps.told());
    }
    return isTapped;
  }

  private static FileRecord record(DirectoryReading.Found found) {
    byte[] digest = found.hash();
    return new FileRecord(
        "/" + new String(found.path(), StandardCharsets.UTF_8),
        Kind.REGULAR,
        found.mode(),
        found.uid(),
        found.gid(),
        found.size(),
        "",
        digest == null ? Optional.empty() : Optional.of(Digest.of(Digest.Algorithm.SHA256, digest)),
        false);
  }

  private static SeekableByteChannel open(DirectoryStream<Path> stream, Path entry)
      throws IOException {
    return stream instanceof SecureDirectoryStream<Path> secure
        ? secure.newByteChannel(entry.getFileName(), READ_ONLY)
        : Files.newByteChannel(entry, READ_ONLY);
  }

  private boolean isWantedByContent(SeekableByteChannel channel, long size) throws IOException {
    beginning.clear();
    while (beginning.hasRemaining() && channel.read(beginning) >= 0) {
      // One read may bring less than there is.
    }
    return matching.matchBeginning(beginning.array(), 0, beginning.position(), size);
  }

  /// Hashes the file and shows it to the taps that want it.
  ///
  /// @return the content, if it is to be kept and small
  private byte @Nullable [] hashed(FileChannel channel, long size, boolean isKept)
      throws IOException {
    channel.position(0);
    hash.reset();
    boolean isSmall = isKept && size <= limits.asInt(Limit.MEMORY_CONTENT_BYTES);
    ByteBuffer all = isSmall ? ByteBuffer.allocate((int) size) : buffer;
    long left = size;
    while (left > 0) {
      if (!isSmall) {
        all.clear();
      }
      int start = all.position();
      all.limit((int) Math.min(all.capacity(), start + left));
      int length = channel.read(all);
      if (length < 0) {
        throw new EOFException("the file became shorter while it was read");
      }
      hash.update(all.array(), start, length);
      taps.accept(all.array(), start, length);
      left -= length;
    }
    return isSmall ? all.array() : null;
  }

  @Override
  public void close() {
    taps.close();
  }
}
