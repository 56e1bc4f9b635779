package dev.seaworthy.inventory.text;

import dev.seaworthy.base.BoundedInputStream;
import dev.seaworthy.base.Limit;
import dev.seaworthy.base.LimitExceededException;
import dev.seaworthy.base.Limits;
import dev.seaworthy.image.FileContent;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads a text file line by line, as UTF-8 with faults made visible (U+FFFD), within the limits
/// `metadata-bytes` and `text-line-bytes`. A carriage return before the line feed is left out.
public final class Lines implements Closeable {

  private static final int BUFFER_BYTES = 32 * 1024;

  private final InputStream in;
  private final Limits limits;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private byte[] line = new byte[256];
  private int position;
  private int filled;
  private int number;
  private boolean endsWithLineFeed = true;

  private Lines(InputStream in, Limits limits) {
    this.in = in;
    this.limits = limits;
  }

  public static Lines of(FileContent content, Limits limits) throws IOException {
    return of(content.open(), limits);
  }

  /// Closing the lines closes the stream.
  public static Lines of(InputStream in, Limits limits) {
    return new Lines(
        BoundedInputStream.of(in, limits, Limit.METADATA_BYTES, "the text file"), limits);
  }

  /// The next line without its end, or null after the last one.
  ///
  /// @throws LimitExceededException when the line or the file is too long
  public @Nullable String next() throws IOException {
    int length = 0;
    while (true) {
      if (position == filled) {
        filled = in.read(buffer, 0, buffer.length);
        position = 0;
        if (filled <= 0) {
          filled = 0;
          if (length == 0) {
            return null;
          }
          endsWithLineFeed = false;
          return text(length);
        }
      }
      int start = position;
      while (position < filled && buffer[position] != '\n') {
        position++;
      }
      length = append(length, start, position);
      if (position < filled) {
        position++;
        endsWithLineFeed = true;
        return text(length);
      }
    }
  }

  /// The number of the line read last, beginning with 1.
  public int number() {
    return number;
  }

  /// Whether the line read last was ended by a line feed; a file that was cut off usually isn't.
  public boolean endsWithLineFeed() {
    return endsWithLineFeed;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private int append(int length, int start, int end) throws LimitExceededException {
    int longer = length + end - start;
    if (longer > limits.of(Limit.TEXT_LINE_BYTES)) {
      throw new LimitExceededException(
          Limit.TEXT_LINE_BYTES, limits.of(Limit.TEXT_LINE_BYTES), "line %s".formatted(number + 1));
    }
    if (longer > line.length) {
      line = Arrays.copyOf(line, Math.max(longer, 2 * line.length));
    }
    System.arraycopy(buffer, start, line, length, end - start);
    return longer;
  }

  private String text(int length) {
    number++;
    int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
    return new String(line, 0, end, StandardCharsets.UTF_8);
  }
}
