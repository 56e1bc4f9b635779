package dev.seaworthy.image.archive;

import dev.seaworthy.base.Limit;
import dev.seaworthy.base.LimitExceededException;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.Text;
import dev.seaworthy.image.tar.TarHeader;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where each member of a tar lies, learnt from its headers alone in one pass. The outer tar of an
/// image is small in entries, so names are kept; contents are never touched.
final class TarIndex {

  /// What all names together may take; honest image archives have some kilobytes of them.
  private static final long NAME_BYTES_MAX = 32L << 20;

  private static final int LINKS_MAX = 16;
  private static final int SPARSE_HAS_MORE = 504;

  private final Map<String, TarMember> members = new HashMap<>();
  private final Set<String> repeated = new HashSet<>();
  private @Nullable TarMember truncated;
  private boolean isEnded;
  private boolean isCut;

  private TarIndex() {}

  /// Reads the headers.
  ///
  /// @throws IOException when a header is damaged, or when there are more or larger ones than the
  ///   limits allow; the message says at which offset
  static TarIndex read(OpenFile file, String what, Limits limits) throws IOException {
    TarIndex index = new TarIndex();
    index.new Pass(file, what, limits).run();
    return index;
  }

  /// Whether the first block of these bytes is a tar header.
  static boolean startsTar(byte[] head) {
    return head.length >= TarHeader.BLOCK && TarHeader.isHeader(head, 0);
  }

  /// The member of this name, symbolic and hard links followed inside the archive.
  Optional<TarMember> find(String name) {
    String at = name;
    for (int i = 0; i < LINKS_MAX; i++) {
      TarMember member = members.get(at);
      if (member == null) {
        return Optional.empty();
      }
      String next =
          switch (member.kind()) {
            case FILE, SPARSE, OTHER -> null;
            case SYMLINK -> resolve(at, member.linkTarget());
            case HARD_LINK -> normalise(member.linkTarget());
          };
      if (next == null) {
        return member.kind() == TarMember.Kind.SYMLINK ? Optional.empty() : Optional.of(member);
      }
      at = next;
    }
    return Optional.empty();
  }

  /// Whether several members have this name, so that readers disagree on its content.
  boolean isRepeated(String name) {
    return repeated.contains(name);
  }

  /// The member whose content goes beyond the end of the file, if the file was cut off.
  Optional<TarMember> truncated() {
    return Optional.ofNullable(truncated);
  }

  /// Whether the file ends inside an entry or a header.
  boolean isCut() {
    return isCut;
  }

  /// Whether the archive ends as it should, with an empty block.
  boolean isEnded() {
    return isEnded;
  }

  /// The names of all files and links, in no order.
  Set<String> names() {
    return Set.copyOf(members.keySet());
  }

  /// A name without leading `./` and `/`.
  static String normalise(String name) {
    String rest = name;
    while (rest.startsWith("./") || rest.startsWith("/")) {
      rest = rest.substring(rest.indexOf('/') + 1);
    }
    return rest;
  }

  /// Where a link in a member's directory leads; null when it leaves the archive.
  private static @Nullable String resolve(String name, String target) {
    if (target.startsWith("/")) {
      return null;
    }
    Deque<String> parts = new ArrayDeque<>(List.of(name.split("/", -1)));
    parts.removeLast();
    for (String part : target.split("/", -1)) {
      if (part.equals("..")) {
        if (parts.pollLast() == null) {
          return null;
        }
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.addLast(part);
      }
    }
    return String.join("/", parts);
  }

  /// One pass over the headers.
  private final class Pass {
    private final OpenFile file;
    private final String what;
    private final Limits limits;
    private final long end;
    private long at;
    private long entries;
    private long nameBytes;
    private Map<String, String> pax = Map.of();
    private String longName = "";
    private String longLink = "";

    Pass(OpenFile file, String what, Limits limits) throws IOException {
      this.file = file;
      this.what = what;
      this.limits = limits;
      this.end = file.size();
    }

    void run() throws IOException {
      byte[] block = new byte[TarHeader.BLOCK];
      while (at + TarHeader.BLOCK <= end) {
        readFully(block);
        if (TarHeader.isZero(block, 0)) {
          isEnded = true;
          return;
        }
        MemberHeader header = header(block);
        at += TarHeader.BLOCK;
        passSparseMap(header.isExtended());
        accept(header);
        entries++;
        if (entries > limits.of(Limit.ARCHIVE_ENTRIES) || nameBytes > NAME_BYTES_MAX) {
          throw new LimitExceededException(
              Limit.ARCHIVE_ENTRIES, limits.of(Limit.ARCHIVE_ENTRIES), what);
        }
      }
      isCut = truncated != null || at != end;
    }

    private MemberHeader header(byte[] block) throws IOException {
      MemberHeader header = MemberHeader.parse(block);
      if (header == null) {
        throw new IOException(
            "at byte %s there should be the header of an entry, but its checksum is wrong"
                .formatted(Text.grouped(at)));
      }
      if (header.size() < 0) {
        throw new IOException(
            "at byte %s a header has a size that can't be".formatted(Text.grouped(at)));
      }
      return header;
    }

    /// More of an old GNU sparse map lies in blocks of its own before the content.
    private void passSparseMap(boolean isExtended) throws IOException {
      byte[] block = new byte[TarHeader.BLOCK];
      for (boolean hasMore = isExtended; hasMore && at + TarHeader.BLOCK <= end; ) {
        readFully(block);
        at += TarHeader.BLOCK;
        hasMore = block[SPARSE_HAS_MORE] != 0;
      }
    }

    private void accept(MemberHeader header) throws IOException {
      switch (header.type()) {
        case 'x' -> pax = PaxRecords.parse(extension(header));
        case 'g' -> extension(header);
        case 'L' -> longName = longText(extension(header));
        case 'K' -> longLink = longText(extension(header));
        default -> {
          TarMember member = member(header);
          pax = Map.of();
          longName = "";
          longLink = "";
          keep(member);
          // Links, devices, directories and pipes have no content, whatever their size says.
          skip(member, header.type() >= '1' && header.type() <= '6' ? 0 : member.size());
        }
      }
    }

    private TarMember member(MemberHeader header) throws IOException {
      String name = longName.isEmpty() ? pax.getOrDefault("path", header.name()) : longName;
      String link =
          longLink.isEmpty() ? pax.getOrDefault("linkpath", header.linkTarget()) : longLink;
      TarMember.Kind kind =
          switch (header.type()) {
            case '0', '7' ->
                name.endsWith("/")
                    ? TarMember.Kind.OTHER
                    : isSparse() ? TarMember.Kind.SPARSE : TarMember.Kind.FILE;
            case 'S' -> TarMember.Kind.SPARSE;
            case '1' -> TarMember.Kind.HARD_LINK;
            case '2' -> TarMember.Kind.SYMLINK;
            default -> TarMember.Kind.OTHER;
          };
      return new TarMember(normalise(name), kind, at, size(header), link);
    }

    private boolean isSparse() {
      return pax.keySet().stream().anyMatch(key -> key.startsWith("GNU.sparse."));
    }

    private long size(MemberHeader header) throws IOException {
      String size = pax.get("size");
      if (size == null) {
        return header.size();
      }
      try {
        long value = Long.parseLong(size);
        if (value >= 0) {
          return value;
        }
      } catch (NumberFormatException _) {
        // It is told below, like a negative one.
      }
      throw new IOException(
          "at byte %s an extended header gives the size \"%s\""
              .formatted(Text.grouped(at), Text.shorten(size, 40)));
    }

    private void keep(TarMember member) {
      if (member.kind() == TarMember.Kind.OTHER) {
        return;
      }
      nameBytes += member.name().length() + member.linkTarget().length();
      if (members.put(member.name(), member) != null) {
        repeated.add(member.name());
      }
    }

    private void skip(TarMember member, long size) {
      if (size > end - at) {
        truncated = member;
        at = end;
      } else {
        at += (size + TarHeader.BLOCK - 1) / TarHeader.BLOCK * TarHeader.BLOCK;
      }
    }

    private byte[] extension(MemberHeader header) throws IOException {
      if (header.size() > limits.of(Limit.TAR_HEADER_BYTES)) {
        throw new LimitExceededException(
            Limit.TAR_HEADER_BYTES, limits.of(Limit.TAR_HEADER_BYTES), "an extended header");
      }
      if (header.size() > end - at) {
        throw new IOException(
            "it ends inside an extended header, at byte %s".formatted(Text.grouped(end)));
      }
      byte[] body = new byte[(int) header.size()];
      readFully(body);
      at += (header.size() + TarHeader.BLOCK - 1) / TarHeader.BLOCK * TarHeader.BLOCK;
      return body;
    }

    private static String longText(byte[] body) {
      return MemberHeader.text(body, 0, body.length);
    }

    private void readFully(byte[] bytes) throws IOException {
      int count = 0;
      while (count < bytes.length) {
        int read = file.read(at + count, bytes, count, bytes.length - count);
        if (read < 0) {
          throw new IOException("it became shorter while it was read");
        }
        count += read;
      }
    }
  }
}
