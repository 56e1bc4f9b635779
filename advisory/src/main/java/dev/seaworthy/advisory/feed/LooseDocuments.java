package dev.seaworthy.advisory.feed;

import dev.seaworthy.base.BoundedInputStream;
import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Limit;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.List;

/// Files of directories, plain or packed, each a document.
///
/// @param files in the order of their names
record LooseDocuments(List<Located> files) implements FeedInput.Documents {

  private static final int BUFFER_BYTES = 64 << 10;

  LooseDocuments {
    files = List.copyOf(files);
  }

  static LooseDocuments of(List<Located> files) {
    return new LooseDocuments(
        files.stream()
            .sorted(Comparator.comparing(Located::name).thenComparing(Located::file))
            .toList());
  }

  /// A file and what its name is relative to.
  record Located(Path root, Path file) {

    /// With `/` between parts; the file's own name when it is the root.
    String name() {
      return root.equals(file) ? file.getFileName().toString() : root.relativize(file).toString();
    }
  }

  FeedInput input(AdvisoryFeed feed) {
    return new FeedInput(feed.name(), feed, files.stream().map(Located::file).toList(), this);
  }

  @Override
  public void forEach(FeedInput.DocumentVisitor visitor) throws IOException {
    for (Located file : files) {
      visitor.document(document(file));
    }
  }

  static FeedDocument document(Located located) {
    String name = located.name();
    return new FeedDocument(
        name,
        bytesMax ->
            new BoundedInputStream(Packing.open(located.file()), Limit.FEED_BYTES, bytesMax, name));
  }

  @Override
  public Digest fingerprint() throws IOException {
    MessageDigest whole = Digest.Algorithm.SHA256.newMessageDigest();
    if (files.size() == 1) {
      update(whole, files.getFirst().file());
    } else {
      for (Located file : files) {
        MessageDigest one = Digest.Algorithm.SHA256.newMessageDigest();
        update(one, file.file());
        whole.update(file.name().getBytes(StandardCharsets.UTF_8));
        whole.update((byte) 0);
        whole.update(one.digest());
      }
    }
    return Digest.of(Digest.Algorithm.SHA256, whole.digest());
  }

  static void update(MessageDigest digest, Path file) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    }
  }
}
