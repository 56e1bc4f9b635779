package dev.seaworthy.image.walk;

import dev.seaworthy.base.Limits;
import dev.seaworthy.image.ImageFacts;
import dev.seaworthy.image.LayerFactsCache;
import dev.seaworthy.image.WalkListener;
import dev.seaworthy.testkit.Samples;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// One of several processes that use a layer cache at the same time: walks many small images
/// through a cache that is too small for them all, and says how many came out right.
final class CacheSharer {

  private static final int WALKS = 150;
  private static final int IMAGES = 20;
  private static final long ROOM = 4096 * 2 * 12;

  private CacheSharer() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    Samples samples = Samples.of(Long.parseLong(arguments[1]));
    AtomicInteger hits = new AtomicInteger();
    WalkListener listener =
        new WalkListener() {
          @Override
          public void layerDone(int layer, boolean isFromCache) {
            hits.addAndGet(isFromCache ? 1 : 0);
          }
        };
    LayerFactsCache cache =
        FileLayerFactsCache.open(
                folder, List.of(Walks.TEXTS), Limits.defaults(), ROOM, 1, InstantSource.system())
            .cache();
    WalkResources resources = WalkResources.of(1, folder, 1);
    ImageWalk walk = new ImageWalk(List.of(Walks.TEXTS), Limits.defaults(), cache, resources);
    int right = 0;
    for (int i = 0; i < WALKS; i++) {
      String name = "f%s.txt".formatted(samples.below(IMAGES));
      ImageFacts facts = walk.walk(TestImage.of(tar -> tar.file(name, name)), listener);
      if (Walks.texts(facts).equals(Map.of("/" + name, name))) {
        right++;
      }
    }
    System.out.println("right " + right + " from cache " + hits);
  }
}
