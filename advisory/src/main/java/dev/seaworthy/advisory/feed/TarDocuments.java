package dev.seaworthy.advisory.feed;

import dev.seaworthy.advisory.AdvisoryError;
import dev.seaworthy.base.BoundedInputStream;
import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/// The JSON entries of a tar archive, packed or not, in the archive's order. Bounded each by each
/// and together; names are names only, nothing is written anywhere.
record TarDocuments(Path file, Limits limits) implements FeedInput.Documents {

  @Override
  public void forEach(FeedInput.DocumentVisitor visitor) throws IOException {
    visit(Long.MAX_VALUE, visitor);
  }

  /// Passes the first documents on.
  void forEachOfFirst(int count, FeedInput.DocumentVisitor visitor) throws IOException {
    visit(count, visitor);
  }

  private void visit(long countMax, FeedInput.DocumentVisitor visitor) throws IOException {
    long entries = 0;
    long documents = 0;
    try (TarEnd bytes =
            new TarEnd(
                new BoundedInputStream(
                    Packing.open(file),
                    Limit.FEED_BYTES,
                    limits.of(Limit.FEED_BYTES),
                    file.toString()));
        TarArchiveInputStream tar = new TarArchiveInputStream(bytes)) {
      for (TarArchiveEntry entry = tar.getNextEntry();
          entry != null && documents < countMax;
          entry = tar.getNextEntry()) {
        if (++entries > limits.of(Limit.FEED_RECORDS)) {
          throw new SeaworthyException(
              AdvisoryError.FEED_TOO_LARGE,
              "%s has more than %s entries".formatted(file, limits.of(Limit.FEED_RECORDS)));
        }
        if (entry.isFile() && entry.getName().endsWith(".json")) {
          documents++;
          visitor.document(document(entry, tar));
        }
      }
      if (documents < countMax) {
        bytes.requireReached();
      }
    }
  }

  /// Held in memory, because a format may read a document twice and an archive can't go back.
  private FeedDocument document(TarArchiveEntry entry, InputStream content) throws IOException {
    String name = entry.getName();
    long bytesMax = limits.of(Limit.FEED_RECORD_BYTES);
    // Not closed: the next entry comes from the same stream.
    byte[] bytes =
        new BoundedInputStream(content, Limit.FEED_RECORD_BYTES, bytesMax, file + ": " + name)
            .readAllBytes();
    return new FeedDocument(
        name,
        max ->
            new BoundedInputStream(
                new ByteArrayInputStream(bytes), Limit.FEED_RECORD_BYTES, max, name));
  }

  @Override
  public Digest fingerprint() throws IOException {
    MessageDigest digest = Digest.Algorithm.SHA256.newMessageDigest();
    LooseDocuments.update(digest, file);
    return Digest.of(Digest.Algorithm.SHA256, digest.digest());
  }
}
