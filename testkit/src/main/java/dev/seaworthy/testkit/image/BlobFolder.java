package dev.seaworthy.testkit.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import dev.seaworthy.testkit.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The `blobs` folder of an OCI layout.
final class BlobFolder {
  private final Path blobs;

  BlobFolder(Path layout) throws IOException {
    this.blobs = Files.createDirectories(layout.resolve("blobs/sha256"));
  }

  /// Where a digest's bytes belong.
  Path file(String digest) {
    return blobs.resolve(Sha256.hex(digest));
  }

  Descriptor add(String mediaType, String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    String digest = Sha256.of(bytes);
    Files.write(file(digest), bytes);
    return new Descriptor(mediaType, digest, bytes.length);
  }

  /// A new file in the folder, to be filled and then given to [#name].
  Path scratch() throws IOException {
    return Files.createTempFile(blobs, "scratch", "");
  }

  void name(Path scratch, String digest) throws IOException {
    Files.move(scratch, file(digest), REPLACE_EXISTING);
  }
}
