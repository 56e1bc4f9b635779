package dev.seaworthy.image.walk;

import dev.seaworthy.base.Fanout;
import dev.seaworthy.base.Gap;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.Location;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.image.Analyser;
import dev.seaworthy.image.ContentTap;
import dev.seaworthy.image.FactTeller;
import dev.seaworthy.image.Image;
import dev.seaworthy.image.ImageError;
import dev.seaworthy.image.ImageFacts;
import dev.seaworthy.image.Layer;
import dev.seaworthy.image.LayerFacts;
import dev.seaworthy.image.LayerFactsCache;
import dev.seaworthy.image.WalkListener;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads all layers of an image once, side by side, and joins what the analysers told.
///
/// ```java
/// ImageWalk walk = new ImageWalk(analysers, limits, cache, WalkResources.of(2, tmp, seed));
/// ImageFacts facts = walk.walk(image, WalkListener.NONE);
/// ```
///
/// A walk may be used for several images, one after the other or at once.
public final class ImageWalk {

  private final List<Analyser> analysers;
  private final List<ContentTap> taps;
  private final Limits limits;
  private final LayerFactsCache cache;
  private final WalkResources resources;
  private final PathMatcher matcher;

  /// Without taps.
  ///
  /// @param cache made for the same analysers and limits
  public ImageWalk(
      List<Analyser> analysers, Limits limits, LayerFactsCache cache, WalkResources resources) {
    this(analysers, List.of(), limits, cache, resources);
  }

  /// @param cache made for the same analysers, taps and limits
  public ImageWalk(
      List<Analyser> analysers,
      List<ContentTap> taps,
      Limits limits,
      LayerFactsCache cache,
      WalkResources resources) {
    this.analysers = List.copyOf(analysers);
    this.taps = List.copyOf(taps);
    this.limits = limits;
    this.cache = cache;
    this.resources = resources;
    this.matcher = new PathMatcher(this.analysers.stream().map(Analyser::interest).toList());
    requireUniqueNames();
  }

  private void requireUniqueNames() {
    long names =
        Stream.<FactTeller>concat(analysers.stream(), taps.stream())
            .map(teller -> teller.id().name())
            .distinct()
            .count();
    if (names != analysers.size() + taps.size()) {
      throw new IllegalArgumentException("two analysers have the same name");
    }
  }

  /// Reads the image.
  ///
  /// @throws SeaworthyException when a layer isn't what its digests say
  ///   ([ImageError#DIGEST_MISMATCH], [ImageError#SIZE_MISMATCH], [ImageError#TRUNCATED]), can't be
  ///   read ([ImageError#UNREADABLE], [ImageError#UNSUPPORTED_COMPRESSION]) or when the image as a
  ///   whole goes beyond a limit ([ImageError#LIMIT]). What is wrong inside a layer is a gap.
  public ImageFacts walk(Image image, WalkListener listener) {
    TableBudget tables = new TableBudget(limits);
    try (SpillFolder spill = new SpillFolder(resources.temporaryFolder(), limits)) {
      LayerContext context =
          new LayerContext(
              analysers,
              taps,
              matcher,
              limits,
              spill,
              new ByteBudget(limits),
              tables,
              resources.threads(),
              resources.hashSeed());
      List<LayerFacts> layers = read(image.layers(), context, listener);
      ImageFacts facts = FactJoin.join(layers, context);
      return hasOnlyEmptyBlobs(image, facts) ? saidToBeEmpty(facts) : facts;
    } catch (IOException e) {
      throw new SeaworthyException(
          ImageError.UNREADABLE,
          "reading %s failed: %s".formatted(image.name(), e.getMessage()),
          e);
    }
  }

  /// An image without layers, and an empty directory, are gaps that opening them gives.
  private static boolean hasOnlyEmptyBlobs(Image image, ImageFacts facts) {
    return facts.tree().size() == 0
        && !image.layers().isEmpty()
        && image.layers().stream().allMatch(Layer.Blob.class::isInstance);
  }

  private static ImageFacts saidToBeEmpty(ImageFacts facts) {
    List<Gap> gaps = new ArrayList<>(facts.gaps());
    gaps.add(Gap.of(ImageError.EMPTY_IMAGE, Location.image(), "no layer leaves any file"));
    gaps.sort(null);
    return new ImageFacts(facts.layers(), facts.tree(), facts.visible(), gaps);
  }

  private List<LayerFacts> read(List<Layer> layers, LayerContext context, WalkListener listener)
      throws IOException {
    int count = layers.stream().mapToInt(Layer::index).max().orElse(-1) + 1;
    List<Callable<LayerFacts>> pieces = new ArrayList<>();
    // The largest first, so that no long one is left to run alone at the end.
    List<Layer> ordered = new ArrayList<>(layers);
    ordered.sort((left, right) -> Long.compare(size(right), size(left)));
    for (Layer layer : ordered) {
      pieces.add(() -> read(layer, count, context, listener));
    }
    List<LayerFacts> found = all(pieces);
    // A layer that isn't there is a gap of the image; its place stays, so that a layer's index is
    // its place here too.
    List<LayerFacts> byIndex = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byIndex.add(LayerReading.absent(context));
    }
    for (int i = 0; i < found.size(); i++) {
      byIndex.set(ordered.get(i).index(), found.get(i));
    }
    return byIndex;
  }

  private List<LayerFacts> all(List<Callable<LayerFacts>> pieces) throws IOException {
    int parallel = Math.min(resources.cores(), pieces.size());
    if (parallel == 0) {
      return List.of();
    }
    try (ExecutorService executor = Executors.newFixedThreadPool(parallel, resources.threads())) {
      return new Fanout(executor).all(pieces);
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static long size(Layer layer) {
    return layer instanceof Layer.Blob blob ? blob.descriptor().size() : Long.MAX_VALUE;
  }

  private LayerFacts read(Layer layer, int layers, LayerContext context, WalkListener listener)
      throws IOException {
    listener.layerStarted(layer.index(), layer instanceof Layer.Blob ? size(layer) : -1);
    LongConsumer progress = bytes -> listener.layerRead(layer.index(), bytes);
    boolean isFromCache = false;
    LayerFacts facts;
    // A switch over the patterns would make the JVM spin a class at every start, which no AOT cache
    // keeps; this is on the way of every scan.
    if (layer instanceof Layer.Blob blob) {
      LayerFacts cached = fromCache(blob, layers, context);
      isFromCache = cached != null;
      facts = cached != null ? cached : unpacked(blob, layers, context, progress);
    } else {
      facts = new TreeWalk(context, (Layer.Tree) layer, resources, progress).read();
    }
    listener.layerDone(layer.index(), isFromCache);
    return facts;
  }

  private @Nullable LayerFacts fromCache(Layer.Blob layer, int layers, LayerContext context) {
    LayerFacts found =
        cache.find(layer.descriptor().digest(), layer.descriptor().size()).orElse(null);
    if (found == null) {
      found =
          cache.findUnfinished(layer.descriptor().digest(), layer.descriptor().size()).orElse(null);
    } else {
      LayerReading.verify(layer.claimedDiffId(), found.diffId(), name(layer, layers));
    }
    if (found != null) {
      context.tables().take(((LayerTable) found.files()).bytes());
    }
    return found;
  }

  private LayerFacts unpacked(
      Layer.Blob layer, int layers, LayerContext context, LongConsumer progress)
      throws IOException {
    LayerReading reading = new LayerReading(context, layer, name(layer, layers), progress);
    LayerReading.Result result = reading.read();
    if (result.isWhole()) {
      cache.put(layer.descriptor().digest(), layer.descriptor().size(), result.facts());
    } else {
      cache.putUnfinished(layer.descriptor().digest(), layer.descriptor().size(), result.facts());
    }
    return result.facts();
  }

  private static String name(Layer layer, int layers) {
    return "layer %s of %s".formatted(layer.index() + 1, layers);
  }
}
