package dev.seaworthy.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.inventory.InventoryFact.DistributionSeen;
import dev.seaworthy.inventory.InventoryFact.Found;
import dev.seaworthy.inventory.InventoryFact.Licensed;
import dev.seaworthy.inventory.InventoryFact.Owns;
import dev.seaworthy.testkit.Samples;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class InventoryFactCodecTest {

  private static final String CHARACTERS = "aZ0 /\n\u0000é漢\ud83d\ude00\ud800";

  @Test
  void bringsBackEveryFact() {
    Samples.check(
        200,
        samples -> {
          InventoryFact fact = fact(samples);
          assertThat(read(written(fact))).isEqualTo(fact);
        });
  }

  @Test
  void keepsTextsOfAnyLength() throws IOException {
    InventoryFact fact = new Owns("deb", "漢".repeat(70_000), List.of("x".repeat(200_000)));
    assertThat(read(written(fact))).isEqualTo(fact);
  }

  @Test
  void neverTrustsDamagedBytes() {
    Samples.check(
        300,
        samples -> {
          byte[] bytes = written(fact(samples));
          bytes[samples.below(bytes.length)] = (byte) samples.below(256);
          try {
            assertThat(read(bytes)).isNotNull();
          } catch (IOException refused) {
            assertThat(refused).isNotNull();
          }
        });
  }

  @Test
  void failsOnEveryTruncation() throws IOException {
    byte[] bytes = written(fact(Samples.of(7)));
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> read(cut)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void aHugeCountCostsNothing() throws IOException {
    byte[] bytes = written(new Owns("deb", "x", List.of()));
    bytes[bytes.length - 4] = 0x7f;

    assertThatThrownBy(() -> read(bytes)).isInstanceOf(EOFException.class);
  }

  @Test
  void refusesAnotherForm() throws IOException {
    byte[] bytes = written(new Owns("deb", "x", List.of()));
    bytes[0] = 99;

    assertThatThrownBy(() -> read(bytes))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("form 99");
  }

  private static InventoryFact fact(Samples samples) {
    return switch (samples.below(4)) {
      case 0 -> new Found(component(samples), text(samples), text(samples));
      case 1 -> new Owns(text(samples), text(samples), texts(samples));
      case 2 -> new Licensed(text(samples), text(samples), texts(samples));
      default ->
          new DistributionSeen(
              new Distribution(
                  text(samples),
                  text(samples),
                  text(samples),
                  text(samples),
                  texts(samples),
                  text(samples)),
              samples.below(100));
    };
  }

  private static Component component(Samples samples) {
    ComponentBuilder builder =
        new ComponentBuilder("generic")
            .namespace(text(samples))
            .name("n" + text(samples))
            .version(text(samples))
            .architecture(text(samples))
            .licences(texts(samples))
            .depends(texts(samples))
            .ownedFiles(texts(samples))
            .hash("sha1", text(samples))
            .property("k" + text(samples), text(samples));
    if (samples.chance(0.5)) {
      builder.source(text(samples), text(samples));
    }
    return builder.build();
  }

  private static List<String> texts(Samples samples) {
    return samples.list(0, 4, InventoryFactCodecTest::text);
  }

  private static String text(Samples samples) {
    return samples.text(0, 12, CHARACTERS);
  }

  private static byte[] written(InventoryFact fact) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    InventoryFactCodec.INSTANCE.write(fact, new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static InventoryFact read(byte[] bytes) throws IOException {
    return InventoryFactCodec.INSTANCE.read(new DataInputStream(new ByteArrayInputStream(bytes)));
  }
}
