package dev.seaworthy.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.image.ImageReference;
import dev.seaworthy.image.ImageSource;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssetClassTest {

  private static final String DIGEST =
      "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  @ParameterizedTest
  @CsvSource({
    "registry.example/shop/cart:1.8, registry.example/shop/cart:1.8",
    "registry.example/shop/cart:1.8@" + DIGEST + ", registry.example/shop/cart:1.8",
    "registry.example/shop/cart@" + DIGEST + ", registry.example/shop/cart",
    "debian, docker.io/library/debian:latest",
  })
  void ofARegistrysImageIsItsReferenceWithoutTheDigest(String text, String name) {
    ImageSource source = new ImageSource.Remote(text, ImageReference.parse(text));
    assertThat(AssetClass.of("", source, "ignored").name()).isEqualTo(name);
  }

  @Test
  void ofAnArchiveIsTheNameThatItGivesOrElseHowItWasNamed() {
    ImageSource source = new ImageSource.OciLayout("oci-layout:cart", Path.of("cart"), "");
    assertThat(AssetClass.of("", source, "shop/cart:1.8").name()).isEqualTo("shop/cart:1.8");
    assertThat(AssetClass.of("", source, "shop/cart@" + DIGEST).name()).isEqualTo("shop/cart");
    assertThat(AssetClass.of("", source, "latest").name()).isEqualTo("oci-layout:cart");
    assertThat(AssetClass.of("", source, DIGEST).name()).isEqualTo("oci-layout:cart");
    assertThat(AssetClass.of("", source, "").name()).isEqualTo("oci-layout:cart");
  }

  @Test
  void ofADirectoryIsHowItWasNamed() {
    ImageSource source = new ImageSource.Directory("dir:/", Path.of("/"));
    assertThat(AssetClass.of("prod", source, "")).hasToString("prod/dir:/");
  }
}
