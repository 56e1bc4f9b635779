package dev.seaworthy.image.source;

import dev.seaworthy.testkit.image.ImageMaker;
import dev.seaworthy.testkit.image.MadeImage;
import dev.seaworthy.testkit.registry.TokenRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/// A registry that wants tokens and sends its blobs from another host.
class TokenRegistryContractTest extends ImageSourceContract {

  private final List<TokenRegistry> registries = new ArrayList<>();

  @Override
  protected Stored store(ImageMaker image, Path folder) throws IOException {
    Path layout = folder.resolve("cargo");
    MadeImage made = image.ociLayout(layout, "1.8");
    TokenRegistry registry =
        TokenRegistry.anonymous("shop/cart", layout).tag("1.8", made.manifest()).redirectingBlobs();
    registries.add(registry);
    return new Stored(registry.host() + "/shop/cart:1.8", made);
  }

  @Override
  protected boolean hasManifests() {
    return true;
  }

  @AfterEach
  void stop() {
    registries.forEach(TokenRegistry::close);
  }
}
