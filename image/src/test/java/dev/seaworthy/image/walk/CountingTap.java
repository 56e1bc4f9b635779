package dev.seaworthy.image.walk;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Limits;
import dev.seaworthy.image.AnalyserId;
import dev.seaworthy.image.ContentTap;
import dev.seaworthy.image.FactCodec;
import dev.seaworthy.image.FactSink;
import dev.seaworthy.image.FileRecord;
import dev.seaworthy.image.ImageError;
import dev.seaworthy.image.TapReading;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Tells for each file how many bytes were shown and passed over, and their hash as far as there
/// were none passed over.
///
/// @param started how many readings have begun and not been closed
record CountingTap(AnalyserId id, String dataVersion, AtomicInteger started) implements ContentTap {

  static CountingTap named(String name) {
    return new CountingTap(new AnalyserId(name, 1), "", new AtomicInteger());
  }

  @Override
  public FactCodec codec() {
    return Walks.TEXTS.codec();
  }

  @Override
  public TapReading start(Limits limits) {
    started.incrementAndGet();
    return new Reading(started);
  }

  /// Reacts to names: doesn't want `*.skip`, fails at `*.fail`, has a fault at `*.fault`, may know
  /// more of `*.later` another time.
  private static final class Reading implements TapReading {
    private final AtomicInteger started;
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private long zeros;
    private String name = "";
    private @Nullable FactSink sink;

    private Reading(AtomicInteger started) {
      this.started = started;
    }

    @Override
    public boolean begin(FileRecord file, byte[] bytes, int offset, int length, FactSink newSink) {
      sink = newSink;
      shown.reset();
      zeros = 0;
      name = file.name();
      if (name.endsWith(".later")) {
        newSink.unsettled();
      }
      if (file.path().endsWith(".skip")) {
        newSink.gap(ImageError.FILE_TOO_LARGE, "", "it begins with " + text(bytes, offset, length));
      }
      return !name.endsWith(".skip");
    }

    private static String text(byte[] bytes, int offset, int length) {
      return new String(bytes, offset, length, StandardCharsets.UTF_8);
    }

    @Override
    public void accept(byte[] bytes, int offset, int length) throws IOException {
      if (name.endsWith(".fail")) {
        throw new IOException("the engine has gone");
      }
      if (name.endsWith(".fault")) {
        throw new IllegalStateException("fault");
      }
      shown.write(bytes, offset, length);
    }

    @Override
    public void skip(long more) {
      zeros += more;
    }

    @Override
    public void end(FileRecord file) {
      boolean isHashRight =
          zeros == 0
              ? file.sha256().orElse(null) instanceof Digest hash
                  && hash.equals(Digest.sha256(shown.toByteArray()))
              : file.size() == shown.size() + zeros;
      Objects.requireNonNull(sink)
          .fact(
              new TextAnalyser.Text(
                  "%s bytes, %s zeros, %s, %s"
                      .formatted(
                          shown.size(),
                          zeros,
                          isHashRight ? "all of it" : "a part",
                          file.sha256().isPresent() ? "hashed" : "not hashed")));
    }

    @Override
    public void close() {
      started.decrementAndGet();
    }
  }
}
