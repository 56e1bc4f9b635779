package dev.seaworthy.ledger;

import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.signing.Signer;
import dev.seaworthy.signing.VerificationKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Finds a ledger's records by a key without reading all of them. Beside the ledger lies a file of
/// places, signed by the one who looks records up and named by the signer's key; what was appended
/// since is read in its order. Of [LedgerFiles#INDEXES_MAX] signers each has such a file.
///
/// The ledger alone says what is so. Every record that the file points to is read there and must
/// have its digest; a file that another key signed, or that was changed, is made anew. That the
/// file leaves nothing out follows from its signature: its maker followed the chain up to there. A
/// file signed for a record that the ledger doesn't hold tells that the ledger was changed.
public final class LedgerIndex implements AutoCloseable {

  /// The file is made anew when so many records came behind it: reading them takes some hundredths
  /// of a second.
  private static final int BEHIND_MAX = 4_096;

  /// So many postings are held in the memory while a long ledger is read.
  private static final int HELD_MAX = 200_000;

  private final LedgerFiles files;
  private final Keying keying;
  private final Signer signer;
  private final Path path;
  private @Nullable IndexFile file;
  private Postings behind = new Postings();
  private Reached written;

  private LedgerIndex(LedgerFiles files, Keying keying, Signer signer) {
    this.files = files;
    this.keying = keying;
    this.signer = signer;
    this.path = files.index(keying.name(), signer.verification().id());
    this.written = LedgerReader.start(files);
  }

  /// Opens the index of a ledger, and follows the chain from there to its end.
  ///
  /// @param signer signs the file; only what this very key signed is believed
  /// @throws SeaworthyException [LedgerError#BROKEN] where the chain breaks or isn't the one that
  ///   the index was signed for, [LedgerError#UNREADABLE], [LedgerError#UNWRITABLE]
  public static LedgerIndex open(Path folder, Keying keying, Signer signer) {
    LedgerIndex index = new LedgerIndex(LedgerFiles.open(folder), keying, signer);
    try {
      index.openFile();
      index.readOn();
      return index;
    } catch (IOException e) {
      throw LedgerFiles.unreadable(folder, e);
    }
  }

  /// How many records are looked up in the file; those behind them are read.
  long indexed() {
    return written.sequence();
  }

  /// The records of some keys, those of each key in the order of the chain.
  ///
  /// @throws SeaworthyException [LedgerError#BROKEN] when a record isn't what it was,
  ///   [LedgerError#UNREADABLE]
  public void records(Set<String> keys, Consumer<LedgerRecord> each) {
    try {
      for (String key : keys) {
        records(key, each);
      }
    } catch (IOException e) {
      throw LedgerFiles.unreadable(files.folder(), e);
    }
  }

  private void records(String key, Consumer<LedgerRecord> each) throws IOException {
    Posting.Hash hash = Posting.Hash.of(key);
    if (file != null) {
      Optional<byte[]> bucket = file.bucket(hash.bucket());
      if (bucket.isPresent()) {
        records(key, bucket.get(), each);
      } else {
        rebuild();
        records(key, each);
        return;
      }
    }
    records(key, behind.bucket(hash.bucket()), each);
  }

  private void records(String key, byte[] bucket, Consumer<LedgerRecord> each) throws IOException {
    Posting.Hash hash = Posting.Hash.of(key);
    for (int at = 0; at < bucket.length; at += Posting.BYTES) {
      Posting posting = Posting.readOrNull(bucket, at, hash);
      if (posting != null) {
        LedgerRecord record = read(posting);
        if (keying.kinds().contains(record.kind()) && keying.key().apply(record).equals(key)) {
          each.accept(record);
        }
      }
    }
  }

  private LedgerRecord read(Posting posting) throws IOException {
    byte[] line = posting.place().lineOrNull(files, posting.digest());
    if (line == null) {
      throw changed(posting.place());
    }
    return RecordLine.read(line, "the record at byte " + posting.place().offset());
  }

  private SeaworthyException changed(Place place) {
    return new SeaworthyException(
        LedgerError.BROKEN,
        ("%s doesn't hold at byte %s the record for which %s was signed; if an older state of the"
                + " ledger was put back on purpose, remove the index")
            .formatted(
                files.segment(place.segment()).getFileName(), place.offset(), path.getFileName()));
  }

  /// Without what lies there.
  private void rebuild() throws IOException {
    closeFile();
    behind = new Postings();
    written = LedgerReader.start(files);
    readOn();
  }

  private void openFile() throws IOException {
    List<VerificationKey> trusted = List.of(signer.verification());
    file = IndexFile.open(path, of(), trusted).orElse(null);
    if (file == null) {
      return;
    }
    written = file.reached();
    Place place = written.place();
    if (place == null || place.lineOrNull(files, written.digest()) == null) {
      closeFile();
      throw changed(place == null ? new Place(1, 0, 0) : place);
    }
  }

  private IndexFile.Of of() {
    return new IndexFile.Of(files.id(), keying.name());
  }

  private void readOn() throws IOException {
    boolean[] isDamaged = new boolean[1];
    Reached end =
        LedgerReader.read(
            files,
            written,
            keying.kinds(),
            (record, place) -> {
              behind.add(keying.key().apply(record), new Posting(place, record.digest()));
              if (behind.count() >= HELD_MAX && !isDamaged[0]) {
                isDamaged[0] = !write(new Reached(record.sequence(), record.digest(), place));
              }
            });
    if (!isDamaged[0] && end.sequence() - written.sequence() >= BEHIND_MAX) {
      isDamaged[0] = !write(end);
    }
    if (isDamaged[0]) {
      rebuild();
    }
  }

  /// @return false when the file that is there is not what was signed
  private boolean write(Reached reached) {
    try {
      Optional<IndexFile> made = IndexFile.write(path, of(), file, behind, reached, signer);
      if (made.isEmpty()) {
        return false;
      }
      closeFile();
      file = made.get();
      behind = new Postings();
      written = reached;
      files.removeOldIndexes(keying.name(), path);
      return true;
    } catch (IOException e) {
      throw LedgerFiles.unwritable(path, e);
    }
  }

  private void closeFile() throws IOException {
    if (file != null) {
      file.close();
      file = null;
    }
  }

  @Override
  public void close() {
    try {
      closeFile();
    } catch (IOException e) {
      throw LedgerFiles.unreadable(path, e);
    }
  }
}
