package dev.seaworthy.ledger;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.JsonBuilder;
import dev.seaworthy.base.JsonReader;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.JsonWriter;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How a ledger lies in its directory: `ledger.json` says which one it is, and files named by the
/// first sequence in them hold the records.
///
/// @param folder the directory
/// @param id the ledger's id
/// @param before the sequence of the record before the first one here: 0 but for a ledger whose
///   oldest records were let go of, or that was copied from a later one on
/// @param previous the digest of that record; of an ordinary ledger its genesis
record LedgerFiles(Path folder, String id, long before, Digest previous) {

  static final String NAME = "ledger.json";

  /// A new file begins once one is so long, so that files can be moved to slower disks and verified
  /// side by side.
  static final long SEGMENT_BYTES = 64L << 20;

  /// The longest record, so that a reader can hold one.
  static final int RECORD_BYTES_MAX = 4 << 20;

  /// So many signers keep an index of a ledger at the same time.
  static final int INDEXES_MAX = 8;

  private static final int FORMAT = 1;
  private static final int KEY_CHARS = 16;
  private static final Pattern SEGMENT = Pattern.compile("records-[0-9]{16}\\.tsv");
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  /// @throws SeaworthyException [LedgerError#NOT_A_LEDGER], [LedgerError#UNREADABLE]
  static LedgerFiles open(Path folder) {
    Path file = folder.resolve(NAME);
    try {
      JsonObject document =
          new JsonReader(Limits.defaults()).readObject(Files.readAllBytes(file), file.toString());
      String id = document.text("id");
      if (document.integer("format").orElse(0L) != FORMAT || !ID.matcher(id).matches()) {
        throw new SeaworthyException(
            LedgerError.NOT_A_LEDGER,
            "%s has format %s and id \"%s\""
                .formatted(file, document.integer("format").orElse(0L), Text.shorten(id, 40)));
      }
      JsonObject begin = document.object("after");
      long before = begin.integer("sequence").orElse(0L);
      return new LedgerFiles(
          folder, id, before, before == 0 ? genesis(id) : Digest.parse(begin.text("digest")));
    } catch (NoSuchFileException e) {
      throw new SeaworthyException(LedgerError.NOT_A_LEDGER, "there is no " + file, e);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /// @throws SeaworthyException [LedgerError#UNWRITABLE]
  static LedgerFiles create(Path folder, String id) {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException("ledger id " + id);
    }
    Path file = folder.resolve(NAME);
    try {
      Files.createDirectories(folder);
      Path made = Files.createTempFile(folder, ".new-", ".json");
      try {
        Files.write(made, description(id, 0, genesis(id)));
        force(made);
        Files.createLink(file, made);
      } catch (FileAlreadyExistsException _) {
        // Somebody else made it at the same time: theirs counts.
      } finally {
        Files.delete(made);
      }
      force(folder);
      return open(folder);
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  /// Whether a folder holds a ledger, or what is left of one: records without the file that says
  /// which ledger they are of are no reason to begin anew.
  static boolean isIn(Path folder) {
    if (Files.exists(folder.resolve(NAME))) {
      return true;
    }
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try {
      return !new LedgerFiles(folder, "", 0, genesis("")).segments().isEmpty();
    } catch (IOException e) {
      throw unreadable(folder, e);
    }
  }

  /// Sees to it that a file, or the names in a folder, outlive a crash.
  static void force(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /// Bytes from the middle of a file.
  ///
  /// @return null when the file ends before them
  static byte @Nullable [] bytesOrNull(FileChannel file, long offset, int length)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining()) {
      if (file.read(buffer, offset + buffer.position()) < 0) {
        return null;
      }
    }
    return buffer.array();
  }

  /// What the first record of a ledger follows.
  static Digest genesis(String id) {
    return Digest.sha256(
        ("seaworthy-ledger/" + FORMAT + "\n" + id).getBytes(StandardCharsets.UTF_8));
  }

  /// The content of `ledger.json`.
  static byte[] description(String id, long before, Digest previous) {
    JsonBuilder json = new JsonBuilder().put("format", FORMAT).put("id", id);
    if (before > 0) {
      json.put(
          "after",
          new JsonBuilder().put("sequence", before).put("digest", previous.toString()).build());
    }
    return JsonWriter.canonical(json.build());
  }

  /// The files with records, first records first.
  List<Path> segments() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> SEGMENT.matcher(file.getFileName().toString()).matches())
          .sorted()
          .toList();
    }
  }

  Path segment(long first) {
    return folder.resolve(segmentName(first));
  }

  static String segmentName(long first) {
    return "records-" + "0".repeat(16 - String.valueOf(first).length()) + first + ".tsv";
  }

  /// The file of a signer's index: one for each key, for none believes what another has signed.
  Path index(String keying, Digest key) {
    return folder.resolve("index-%s-%s.bin".formatted(keying, key.hex().substring(0, KEY_CHARS)));
  }

  /// Removes the indexes that were written longest ago where there are too many beside one's own. A
  /// signer who comes back makes a new one.
  void removeOldIndexes(String keying, Path own) throws IOException {
    Pattern name =
        Pattern.compile("index-%s-[0-9a-f]{%s}\\.bin".formatted(Pattern.quote(keying), KEY_CHARS));
    Map<Path, FileTime> written = new HashMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        if (name.matcher(file.getFileName().toString()).matches() && !file.equals(own)) {
          written.put(file, Files.getLastModifiedTime(file));
        }
      }
      List<Path> old =
          written.entrySet().stream()
              .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
              .skip(INDEXES_MAX - 1)
              .map(Map.Entry::getKey)
              .toList();
      for (Path file : old) {
        Files.deleteIfExists(file);
      }
    } catch (NoSuchFileException | AccessDeniedException _) {
      // Somebody else removes them at the same time, or they are another user's to remove.
    }
  }

  /// The first sequence in a file with records, as its name says.
  static long first(Path segment) {
    String name = segment.getFileName().toString();
    return Long.parseLong(name.substring(name.indexOf('-') + 1, name.indexOf('.')));
  }

  static SeaworthyException unreadable(Path file, IOException e) {
    return new SeaworthyException(
        LedgerError.UNREADABLE, "tried to read %s: %s".formatted(file, e), e);
  }

  static SeaworthyException unwritable(Path file, IOException e) {
    return new SeaworthyException(
        LedgerError.UNWRITABLE, "tried to write %s: %s".formatted(file, e), e);
  }
}
