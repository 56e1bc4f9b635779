package dev.seaworthy.image.registry;

import dev.seaworthy.base.Limit;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.image.Descriptor;
import dev.seaworthy.image.ImageError;
import dev.seaworthy.image.manifest.Verification;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A blob as it arrives. When the connection breaks it goes on where it was (RFC 9110, section 14),
/// so that whoever hashes the stream notices nothing. Exactly as many bytes as the descriptor says
/// come through.
final class BlobStream extends InputStream {

  private static final Pattern CONTENT_RANGE =
      Pattern.compile("bytes ([0-9]{1,18})-[0-9]{1,18}/(?:[0-9]{1,18}|\\*)");

  /// So much must come through before an earlier break is forgotten.
  private static final long PROGRESS_BYTES = 1L << 20;

  private final RepositoryClient repository;
  private final Descriptor descriptor;
  private final String what;
  private final URI uri;
  private @Nullable Answer answer;
  private long done;
  private long doneAtBreak;
  private int breaks;

  private BlobStream(RepositoryClient repository, Descriptor descriptor, String what) {
    this.repository = repository;
    this.descriptor = descriptor;
    this.what = what;
    this.uri = repository.at("blobs/" + descriptor.digest());
  }

  /// Asks for the blob.
  ///
  /// @param what the blob in words, for messages
  /// @throws SeaworthyException when the registry doesn't have it or says another size
  static BlobStream open(RepositoryClient repository, Descriptor descriptor, String what) {
    BlobStream stream = new BlobStream(repository, descriptor, what);
    stream.answer = stream.ask();
    return stream;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  /// @throws SeaworthyException when the registry fails for good or sends another number of bytes
  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    if (length == 0) {
      return 0;
    }
    while (true) {
      Answer current = answer;
      if (current == null) {
        throw new IOException("the stream is closed");
      }
      try {
        int read = current.body().read(buffer, offset, length);
        if (read >= 0) {
          return counted(read);
        }
        if (done == descriptor.size()) {
          return -1;
        }
        resume(null);
      } catch (InterruptedIOException e) {
        if (Thread.currentThread().isInterrupted()) {
          throw e;
        }
        resume(e);
      } catch (IOException e) {
        resume(e);
      }
    }
  }

  private int counted(int read) {
    done += read;
    if (done > descriptor.size()) {
      throw Verification.longer(shown(), descriptor);
    }
    return read;
  }

  /// Goes on where the connection broke.
  private void resume(@Nullable IOException failure) {
    close();
    if (done - doneAtBreak >= PROGRESS_BYTES) {
      breaks = 0;
    }
    doneAtBreak = done;
    breaks++;
    if (breaks >= repository.limits().of(Limit.HTTP_RETRIES)) {
      throw new SeaworthyException(
          ImageError.TRUNCATED,
          "%s ends after %s of %s bytes (digest %s), %s times in a row"
              .formatted(
                  shown(),
                  Text.grouped(done),
                  Text.grouped(descriptor.size()),
                  descriptor.digest(),
                  breaks),
          "The registry or the network between breaks off; try again later.",
          failure);
    }
    repository.retries().pause(Retries.backOff(breaks));
    answer = ask();
  }

  private Answer ask() {
    Map<String, List<String>> headers =
        done == 0 ? Map.of() : Map.of("Range", List.of("bytes=%s-".formatted(done)));
    Answer asked = repository.stream(uri, headers);
    try {
      check(asked);
      return asked;
    } catch (IOException e) {
      asked.close();
      throw repository.failure(e, uri);
    } catch (RuntimeException e) {
      asked.close();
      throw e;
    }
  }

  private void check(Answer asked) throws IOException {
    switch (asked.status()) {
      case 200 -> {
        long announced = asked.contentLength().orElse(descriptor.size());
        if (announced != descriptor.size()) {
          throw Verification.otherSize(shown(), announced, descriptor);
        }
        // A server that knows no ranges begins anew; what came already is dropped.
        asked.body().skipNBytes(done);
      }
      case 206 -> {
        Matcher range = CONTENT_RANGE.matcher(asked.header("Content-Range"));
        if (!range.matches() || Long.parseLong(range.group(1)) != done) {
          throw new SeaworthyException(
              ImageError.REGISTRY_PROTOCOL,
              "%s was asked for %s from byte %s on and sends another part"
                  .formatted(repository.shown(), what, Text.grouped(done)));
        }
      }
      case 416 -> throw Verification.truncated(shown(), done, descriptor);
      default -> throw repository.failure(asked, what);
    }
  }

  private String shown() {
    return "%s: %s".formatted(repository.shown(), what);
  }

  @Override
  public void close() {
    Answer current = answer;
    answer = null;
    if (current != null) {
      current.close();
    }
  }
}
