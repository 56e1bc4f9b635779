package dev.seaworthy.advisory.feed;

import dev.seaworthy.advisory.AdvisoryError;
import dev.seaworthy.base.BoundedInputStream;
import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/// The JSON entries of a zip archive, bounded each by each and together.
record ArchiveDocuments(Path file, Limits limits) implements FeedInput.Documents {

  @Override
  public void forEach(FeedInput.DocumentVisitor visitor) throws IOException {
    visit(Integer.MAX_VALUE, visitor);
  }

  /// Passes some documents on, from all over the archive.
  void forEachOfSample(int count, FeedInput.DocumentVisitor visitor) throws IOException {
    visit(count, visitor);
  }

  private void visit(int countMax, FeedInput.DocumentVisitor visitor) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      Budget budget = new Budget(limits.of(Limit.FEED_BYTES));
      List<ZipEntry> entries = entries(zip);
      int count = Math.min(countMax, entries.size());
      for (int i = 0; i < count; i++) {
        ZipEntry entry = entries.get((int) ((long) i * entries.size() / count));
        visitor.document(document(zip, entry, budget));
      }
    } catch (ZipException e) {
      throw new SeaworthyException(
          AdvisoryError.FEED_DAMAGED,
          "%s is not a whole zip archive: %s".formatted(file, e.getMessage()),
          e);
    }
  }

  private FeedDocument document(ZipFile zip, ZipEntry entry, Budget budget) {
    String name = entry.getName();
    return new FeedDocument(
        name,
        bytesMax ->
            new BoundedInputStream(
                new BudgetedInputStream(zip.getInputStream(entry), budget),
                Limit.FEED_RECORD_BYTES,
                bytesMax,
                file + ": " + name));
  }

  private List<ZipEntry> entries(ZipFile zip) {
    if (zip.size() > limits.of(Limit.FEED_RECORDS)) {
      throw new SeaworthyException(
          AdvisoryError.FEED_TOO_LARGE,
          "%s has %s entries; the limit is %s"
              .formatted(file, zip.size(), limits.of(Limit.FEED_RECORDS)));
    }
    List<ZipEntry> entries = new ArrayList<>();
    zip.stream()
        .filter(entry -> !entry.isDirectory() && entry.getName().endsWith(".json"))
        .forEach(entries::add);
    entries.sort(Comparator.comparing(ZipEntry::getName));
    return entries;
  }

  @Override
  public Digest fingerprint() throws IOException {
    MessageDigest digest = Digest.Algorithm.SHA256.newMessageDigest();
    LooseDocuments.update(digest, file);
    return Digest.of(Digest.Algorithm.SHA256, digest.digest());
  }

  /// What all entries together may have.
  private static final class Budget {
    private long left;

    Budget(long bytes) {
      this.left = bytes;
    }
  }

  /// Spends the archive's budget.
  private final class BudgetedInputStream extends FilterInputStream {
    private final Budget budget;

    BudgetedInputStream(InputStream in, Budget budget) {
      super(in);
      this.budget = budget;
    }

    @Override
    public int read() throws IOException {
      int value = super.read();
      spend(value < 0 ? 0 : 1);
      return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = super.read(buffer, offset, length);
      spend(read);
      return read;
    }

    private void spend(int bytes) {
      budget.left -= Math.max(0, bytes);
      if (budget.left < 0) {
        throw new SeaworthyException(
            AdvisoryError.FEED_TOO_LARGE,
            "%s unpacks to more than %s bytes".formatted(file, limits.of(Limit.FEED_BYTES)));
      }
    }
  }
}
