package dev.seaworthy.inventory.javascript;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.inventory.Cataloger;
import dev.seaworthy.inventory.RecordingSink;
import dev.seaworthy.inventory.document.LockFileContract;
import dev.seaworthy.testkit.RepositoryRoot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The file is one that Bun 1.1.45 wrote; the labelled files hold it against Bun's own listing.
class BunBinaryLockTest extends LockFileContract {

  private static final String PATH = "/app/bun.lockb";
  private static final int FORMAT_AT = 42;
  private static final int COUNT_AT = 86;

  private static byte[] real() {
    try {
      return Files.readAllBytes(
          RepositoryRoot.find()
              .resolve("inventory/src/test/resources/dev/seaworthy/inventory/labelled")
              .resolve("bun-binary/tree/app/bun.lockb"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected Cataloger cataloger() {
    return NodeLockFileCatalogers.bunBinary();
  }

  @Override
  protected List<Sample> wholeFiles() {
    return List.of(new Sample(PATH, real()));
  }

  @Override
  protected List<String> wanted() {
    return List.of(
        "ms 3.0.0-canary.1",
        "react-dom 18.2.0",
        "react 18.3.1",
        "loose-envify 1.4.0",
        "js-tokens 4.0.0",
        "scheduler 0.23.2",
        "is-odd 3.0.1",
        "is-number 6.0.0",
        "ms 2.1.3",
        "@babel/code-frame 7.24.7",
        "picocolors 1.1.1",
        "@babel/highlight 7.25.9",
        "chalk 2.4.2",
        "supports-color 5.5.0",
        "has-flag 3.0.0",
        "escape-string-regexp 1.0.5",
        "ansi-styles 3.2.1",
        "color-convert 1.9.3",
        "color-name 1.1.3",
        "@babel/helper-validator-identifier 7.29.7");
  }

  @Override
  protected Sample partlyBroken() {
    return new Sample(PATH, Arrays.copyOf(real(), 3_000));
  }

  @Override
  protected List<String> notAskedFor() {
    return List.of("/app/bun.lock", "/app/my-bun.lockb");
  }

  /// A few bytes for each package could else claim megabytes of text, and all of them the same.
  @Test
  void aTextThatIsTooLongIsAGap() {
    byte[] grown = Arrays.copyOf(real(), real().length + 10_000);
    ByteBuffer file = ByteBuffer.wrap(grown).order(ByteOrder.LITTLE_ENDIAN);
    int array = (int) file.getLong(COUNT_AT + 4 * Long.BYTES);
    for (int i = 1; i < 6; i++) {
      array = (int) file.getLong(array + Long.BYTES);
    }
    file.putLong(array + Long.BYTES, grown.length);
    int name = (int) file.getLong(COUNT_AT + 3 * Long.BYTES);
    while (file.get(name + Long.BYTES - 1) >= 0) {
      name += Long.BYTES;
    }
    assertThat(RecordingSink.of(cataloger(), PATH, grown).gaps()).isEmpty();

    file.putInt(name + Integer.BYTES, Integer.MIN_VALUE | 4_097);
    assertThat(RecordingSink.of(cataloger(), PATH, grown).gaps())
        .singleElement()
        .asString()
        .contains("a text has 4097 bytes");
  }

  @Test
  void anotherFormatOrDamageIsAGapAndNeverSilent() {
    byte[] newer = real();
    newer[FORMAT_AT] = 3;
    ByteBuffer many = ByteBuffer.wrap(real()).order(ByteOrder.LITTLE_ENDIAN);
    many.putLong(COUNT_AT, 1L << 40);
    ByteBuffer more = ByteBuffer.wrap(real()).order(ByteOrder.LITTLE_ENDIAN);
    more.putLong(COUNT_AT, 5_000);
    for (byte[] file : List.of(newer, many.array(), more.array(), new byte[0], new byte[500])) {
      RecordingSink sink = RecordingSink.of(cataloger(), PATH, file);
      assertThat(sink.facts()).isEmpty();
      assertThat(sink.gaps()).hasSize(1);
    }
  }
}
