package dev.seaworthy.server.survey;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.image.Image;
import dev.seaworthy.image.ImageError;
import dev.seaworthy.image.Layer;
import dev.seaworthy.server.store.FileBlobStore;
import dev.seaworthy.server.survey.child.LayerOrder;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/// Puts the stored layers of an image where the process that reads them finds them, verified. What
/// the blob store has is linked, the rest is fetched; fetched layers go with the folder.
@Singleton
class LayerFetch {
  private static final int BUFFER_BYTES = 1 << 16;

  private final FileBlobStore blobs;

  LayerFetch(FileBlobStore blobs) {
    this.blobs = blobs;
  }

  /// Fetches the layers.
  ///
  /// @param folder where a file for each layer is made, named by its position
  /// @param progress takes how many bytes were fetched so far
  /// @throws SeaworthyException with an [ImageError] when they can't be had
  /// @throws InterruptedException when it is to stop
  List<LayerOrder.Told> fetch(Image image, Path folder, LongConsumer progress)
      throws IOException, InterruptedException {
    List<LayerOrder.Told> told = new ArrayList<>();
    long fetched = 0;
    for (Layer layer : image.layers()) {
      if (!(layer instanceof Layer.Blob blob)) {
        throw new IllegalStateException("a directory is never fetched");
      }
      Path file = folder.resolve(String.valueOf(blob.index()));
      if (!link(blob.descriptor().digest(), file)) {
        fetched = copy(blob, file, fetched, progress);
      }
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
      told.add(
          new LayerOrder.Told(
              blob.index(),
              blob.descriptor().mediaType().value(),
              blob.descriptor().digest(),
              blob.descriptor().size(),
              blob.claimedDiffId()));
    }
    return told;
  }

  private boolean link(Digest digest, Path file) throws IOException {
    if (blobs.size(digest).isEmpty()) {
      return false;
    }
    try {
      Files.createLink(file, blobs.file(digest));
    } catch (FileSystemException | UnsupportedOperationException e) {
      // Another file system, or one without links.
      Files.copy(blobs.file(digest), file);
    }
    return true;
  }

  private static long copy(Layer.Blob layer, Path file, long before, LongConsumer progress)
      throws IOException, InterruptedException {
    Digest wanted = layer.descriptor().digest();
    MessageDigest hash = wanted.algorithm().newMessageDigest();
    byte[] buffer = new byte[BUFFER_BYTES];
    long bytes = 0;
    try (InputStream in = layer.content().open();
        OutputStream out = Files.newOutputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        bytes += read;
        if (bytes > layer.descriptor().size()) {
          break;
        }
        hash.update(buffer, 0, read);
        out.write(buffer, 0, read);
        progress.accept(before + bytes);
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
      }
    }
    if (bytes != layer.descriptor().size()) {
      throw new SeaworthyException(
          ImageError.SIZE_MISMATCH,
          "layer %s is said to have %s bytes, and has %s%s"
              .formatted(
                  wanted,
                  layer.descriptor().size(),
                  bytes > layer.descriptor().size() ? "more than " : "",
                  bytes));
    }
    Digest found = Digest.of(wanted.algorithm(), hash.digest());
    if (!found.equals(wanted)) {
      throw new SeaworthyException(
          ImageError.DIGEST_MISMATCH,
          "a layer is said to be %s and is %s".formatted(wanted, found));
    }
    return before + bytes;
  }
}
