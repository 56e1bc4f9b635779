package dev.seaworthy.inventory.hostile.jarbomb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.inventory.archive.ZipMaker;
import dev.seaworthy.inventory.hostile.HostileImage;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class JarBombTest {

  private static final String PATH = "/opt/bomb.jar";

  /// Zeros that deflate a thousandfold.
  private static byte[] zeros(int megabytes) {
    return new byte[megabytes << 20];
  }

  @Test
  void anInnerJarThatUnpacksBeyondTheLimitIsAGap() throws IOException {
    byte[] bomb =
        HostileImage.jar("org.evil", "bomb", "1").with("lib/inner.jar", zeros(200)).bytes();

    HostileImage.Result result =
        HostileImage.read(tar -> tar.file("opt/bomb.jar", bomb), "archive-bytes=100000000");

    assertThat(result.others()).containsExactly("pkg:maven/org.evil/bomb@1");
    assertThat(result.gapsAt(PATH + "!/lib/inner.jar"))
        .singleElement()
        .asString()
        .startsWith("SW-INVENTORY-0107 the limit archive-bytes = 100000000 bytes");
  }

  @Test
  void manyJarsInTheSameBytesAreAGapAndCostNoMoreThanTheLimit() throws IOException {
    byte[] inner = zeros(10);
    ZipMaker maker = HostileImage.jar("org.evil", "overlap", "1").with("lib/a.jar", inner);
    byte[] bomb = Overlap.repeated(maker.bytes(), "lib/a.jar", 3_000);

    HostileImage.Result result =
        HostileImage.read(tar -> tar.file("opt/bomb.jar", bomb), "archive-bytes=500000000");

    assertThat(result.others()).containsExactly("pkg:maven/org.evil/overlap@1");
    assertThat(result.gapsAt(PATH))
        .contains("SW-INVENTORY-0106 its entries share bytes, as no archiver makes them");
  }

  @Test
  void metadataThatIsTooLargeToBeTrueIsAGap() throws IOException {
    byte[] bomb =
        ZipMaker.zip()
            .with("META-INF/maven/org.evil/big/pom.properties", zeros(100))
            .with("META-INF/MANIFEST.MF", zeros(100))
            .bytes();

    HostileImage.Result result = HostileImage.read(tar -> tar.file("opt/bomb.jar", bomb));

    assertThat(result.gapsAt(PATH + "!/META-INF/MANIFEST.MF"))
        .singleElement()
        .asString()
        .startsWith("SW-INVENTORY-0107");
  }

  @Test
  void anEntryThatIsLongerThanItClaimsStopsThere() throws IOException {
    byte[] bomb =
        HostileImage.jar("org.evil", "liar", "1").with("lib/inner.jar", zeros(100)).bytes();
    Overlap.claimSize(bomb, "lib/inner.jar", 1_000);

    HostileImage.Result result = HostileImage.read(tar -> tar.file("opt/bomb.jar", bomb));

    assertThat(result.others()).containsExactly("pkg:maven/org.evil/liar@1");
    assertThat(result.gapsAt(PATH + "!/lib/inner.jar"))
        .containsExactly(
            "SW-INVENTORY-0106 lib/inner.jar: it is longer than the 1000 bytes claimed");
  }

  @Test
  void moreEntriesThanTheLimitAreAGap() throws IOException {
    ZipMaker maker = HostileImage.jar("org.evil", "many", "1");
    for (int i = 0; i < 60_000; i++) {
      maker.with("x/" + i, new byte[0]);
    }
    byte[] bomb = maker.bytes();

    HostileImage.Result result =
        HostileImage.read(tar -> tar.file("opt/bomb.jar", bomb), "archive-entries=50000");

    assertThat(result.others()).containsExactly("pkg:maven/org.evil/many@1");
    assertThat(result.gapsAt(PATH))
        .singleElement()
        .asString()
        .startsWith("SW-INVENTORY-0107 the limit archive-entries = 50000 entries");
  }
}
