package dev.seaworthy.advisory.starter;

import dev.seaworthy.advisory.feed.FeedDocument;
import dev.seaworthy.advisory.feed.FeedInput;
import dev.seaworthy.base.BoundedInputStream;
import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Limit;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A file with one record on each line.
record RecordLines(Path file) implements FeedInput.Documents {

  @Override
  public void forEach(FeedInput.DocumentVisitor visitor) throws IOException {
    List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    for (int i = 0; i < lines.size(); i++) {
      String name = file.getFileName() + ":" + (i + 1);
      byte[] line = lines.get(i).getBytes(StandardCharsets.UTF_8);
      visitor.document(
          new FeedDocument(
              name,
              bytesMax ->
                  new BoundedInputStream(
                      new ByteArrayInputStream(line), Limit.FEED_RECORD_BYTES, bytesMax, name)));
    }
  }

  @Override
  public Digest fingerprint() throws IOException {
    return Digest.sha256(Files.readAllBytes(file));
  }
}
