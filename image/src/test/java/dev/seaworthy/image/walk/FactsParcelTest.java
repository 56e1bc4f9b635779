package dev.seaworthy.image.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.image.DiffId;
import dev.seaworthy.image.ImageError;
import dev.seaworthy.image.LayerFacts;
import dev.seaworthy.image.LayerFactsCache;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whoever writes a parcel read a hostile image and may be its tool.
class FactsParcelTest {
  private static final Digest BLOB = Digest.sha256(new byte[] {1});
  private static final Digest OTHER = Digest.sha256(new byte[] {2});

  @TempDir Path folder;
  private Path file;
  private LayerFacts facts;

  @BeforeEach
  void factsOfALayer() {
    file = folder.resolve("parcel");
    facts =
        new LayerFacts(
            new DiffId(Digest.sha256(new byte[0])), 0, new LayerTable(7), List.of(), List.of());
  }

  private byte[] written(boolean isEnded) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    FactsParcel.Writer writer = new FactsParcel.Writer(bytes, List.of());
    writer.put(BLOB, 100, facts);
    if (isEnded) {
      writer.end();
    }
    return bytes.toByteArray();
  }

  private LayerFactsCache open(byte[] bytes) throws IOException {
    Files.write(file, bytes);
    return FactsParcel.Reader.open(file, List.of(), 3);
  }

  @Test
  void givesWhatWasPutIn() throws IOException {
    LayerFacts found = open(written(true)).find(BLOB, 100).orElseThrow();
    assertThat(found.diffId()).isEqualTo(facts.diffId());
    assertThat(found.files().size()).isZero();
  }

  @Test
  void aLayerThatIsNotToldOfIsAFailure() throws IOException {
    LayerFactsCache parcel = open(written(true));
    assertThatThrownBy(() -> parcel.find(OTHER, 100)).hasMessageContaining("tells nothing of");
    assertThatThrownBy(() -> parcel.find(BLOB, 99)).hasMessageContaining("tells nothing of");
  }

  @Test
  void anUnfinishedLayerWithoutAGapIsRefused() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    FactsParcel.Writer writer = new FactsParcel.Writer(bytes, List.of());
    writer.putUnfinished(BLOB, 100, facts);
    writer.end();
    LayerFactsCache parcel = open(bytes.toByteArray());
    assertThat(parcel.find(BLOB, 100)).isEmpty();
    assertThatThrownBy(() -> parcel.findUnfinished(BLOB, 100)).hasMessageContaining("no gap");
  }

  @Test
  void aParcelWithoutItsEndOrWithMoreBehindItIsRefused() throws IOException {
    byte[] open = written(false);
    assertThatThrownBy(() -> open(open)).isInstanceOf(SeaworthyException.class);
    byte[] whole = written(true);
    assertThatThrownBy(() -> open(Arrays.copyOf(whole, whole.length + 1)))
        .hasMessageContaining("follows its end");
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> open(cut))
          .isInstanceOfSatisfying(
              SeaworthyException.class, e -> assertThat(e.code()).isEqualTo(ImageError.UNREADABLE));
    }
  }

  @Test
  void aLengthThatNoMemoryHoldsIsRefusedBeforeAnythingIsAllocated() throws IOException {
    byte[] bytes = written(true);
    int lengthAt = 4 + 1 + 2 + BLOB.toString().length() + 8;
    ByteBuffer.wrap(bytes).putInt(lengthAt, Integer.MAX_VALUE);
    assertThatThrownBy(() -> open(bytes)).hasMessageContaining("a piece of kind");
    ByteBuffer.wrap(bytes).putInt(lengthAt, -1);
    assertThatThrownBy(() -> open(bytes)).hasMessageContaining("a piece of kind");
  }

  @Test
  void noChangedByteDoesMoreThanBeingRefusedOrRead() throws IOException {
    byte[] whole = written(true);
    Random random = new Random(11);
    int refused = 0;
    for (int i = 0; i < 3000; i++) {
      byte[] changed = whole.clone();
      for (int n = random.nextInt(3); n >= 0; n--) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt();
      }
      try {
        open(changed).find(BLOB, 100);
      } catch (SeaworthyException e) {
        assertThat(e.code()).isEqualTo(ImageError.UNREADABLE);
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(1000);
  }
}
