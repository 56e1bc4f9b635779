package dev.seaworthy.image.hostile.foreignlayers;

import static dev.seaworthy.image.source.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.base.Location;
import dev.seaworthy.image.Image;
import dev.seaworthy.image.ImageError;
import dev.seaworthy.image.Layer;
import dev.seaworthy.image.source.SourceForm;
import dev.seaworthy.testkit.image.ImageMaker;
import dev.seaworthy.testkit.image.LayerSpec;
import dev.seaworthy.testkit.registry.TokenRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Layers that the manifest says lie elsewhere. Their addresses are never followed.
class ForeignLayersTest {

  private static final String FOREIGN = "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip";
  private static final String NON_DISTRIBUTABLE =
      "application/vnd.oci.image.layer.nondistributable.v1.tar+gzip";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {FOREIGN, NON_DISTRIBUTABLE})
  void anAbsentOneIsAGapAndTheOthersAreStillThere(String type) throws IOException {
    for (SourceForm form :
        List.of(SourceForm.OCI_ARCHIVE, SourceForm.OCI_LAYOUT, SourceForm.REGISTRY)) {
      Path place = Files.createDirectory(folder.resolve(form.name()));
      try (TokenRegistry elsewhere = TokenRegistry.anonymous("never", place)) {
        String address = "http://" + elsewhere.host() + "/v2/never/blobs/x";
        ImageMaker image =
            ImageMaker.linux()
                .layer(
                    LayerSpec.of(tar -> tar.file("windows", "w"))
                        .mediaType(type)
                        .foreign(List.of(address)))
                .layer(tar -> tar.file("app", "a"));
        try (SourceForm.Kept kept = form.store(image, place);
            Image opened = kept.open()) {
          assertThat(opened.layers()).extracting(Layer::index).containsExactly(1);
          assertThat(opened.gaps())
              .singleElement()
              .satisfies(gap -> {
                assertThat(gap.code()).isEqualTo(ImageError.LAYER_ABSENT.id());
                assertThat(gap.location()).isEqualTo(Location.ofLayer(0));
                assertThat(gap.detail()).contains("layer 1 of 2").doesNotContain(address);
              });
        }
        assertThat(elsewhere.requests()).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = SourceForm.class,
      names = {"OCI_ARCHIVE", "OCI_LAYOUT", "REGISTRY"})
  void oneThatIsStoredAllTheSameIsRead(SourceForm form) throws IOException {
    ImageMaker image =
        ImageMaker.linux()
            .layer(LayerSpec.of(tar -> tar.file("windows", "w")).mediaType(NON_DISTRIBUTABLE));
    try (SourceForm.Kept kept = form.store(image, folder);
        Image opened = kept.open()) {
      assertThat(opened.gaps()).isEmpty();
      assertThat(opened.layers()).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = SourceForm.class,
      names = {"OCI_ARCHIVE", "OCI_LAYOUT"})
  void anOrdinaryLayerThatIsAbsentIsAFailure(SourceForm form) throws IOException {
    ImageMaker image =
        ImageMaker.linux()
            .layer(tar -> tar.file("a", "a"))
            .layer(LayerSpec.of(tar -> tar.file("b", "b")).withoutBlob());
    try (SourceForm.Kept kept = form.store(image, folder)) {
      assertRefused(ImageError.NOT_FOUND, kept.source())
          .hasMessageContaining("layer 2 of 2")
          .hasMessageContaining(kept.made().layers().get(1).descriptor().digest());
    }
  }

  @Test
  void anOrdinaryLayerThatARegistryLacksIsAFailureWhenItIsRead() throws IOException {
    ImageMaker image =
        ImageMaker.linux().layer(LayerSpec.of(tar -> tar.file("b", "b")).withoutBlob());
    try (SourceForm.Kept kept = SourceForm.REGISTRY.store(image, folder);
        Image opened = kept.open()) {
      Layer.Blob layer = (Layer.Blob) opened.layers().getFirst();

      assertRefused(ImageError.NOT_FOUND, () -> layer.content().open())
          .hasMessageContaining("layer 1 of 1")
          .hasMessageContaining("BLOB_UNKNOWN");
    }
  }
}
