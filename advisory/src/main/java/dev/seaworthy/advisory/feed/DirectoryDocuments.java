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
import java.util.List;
import java.util.zip.GZIPInputStream;

/// Files of a directory, plain or packed by gzip.
///
/// @param root what the documents' names are relative to
/// @param files in order
record DirectoryDocuments(Path root, List<Path> files) implements FeedInput.Documents {

  private static final int BUFFER_BYTES = 64 << 10;

  DirectoryDocuments {
    files = List.copyOf(files);
  }

  @Override
  public void forEach(FeedInput.DocumentVisitor visitor) throws IOException {
    for (Path file : files) {
      visitor.document(document(root, file));
    }
  }

  static FeedDocument document(Path root, Path file) {
    String name = (root.equals(file) ? file.getFileName() : root.relativize(file)).toString();
    return new FeedDocument(
        name, bytesMax -> new BoundedInputStream(open(file), Limit.FEED_BYTES, bytesMax, name));
  }

  private static InputStream open(Path file) throws IOException {
    InputStream in = Files.newInputStream(file);
    if (!file.toString().endsWith(".gz")) {
      return in;
    }
    try {
      return new GZIPInputStream(in, BUFFER_BYTES);
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  @Override
  public Digest fingerprint() throws IOException {
    MessageDigest whole = Digest.Algorithm.SHA256.newMessageDigest();
    if (files.size() == 1) {
      update(whole, files.getFirst());
    } else {
      for (Path file : files) {
        MessageDigest one = Digest.Algorithm.SHA256.newMessageDigest();
        update(one, file);
        whole.update(root.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
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
