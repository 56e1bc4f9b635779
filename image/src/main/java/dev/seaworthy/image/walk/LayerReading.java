package dev.seaworthy.image.walk;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.LimitExceededException;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.image.DiffId;
import dev.seaworthy.image.ImageError;
import dev.seaworthy.image.Layer;
import dev.seaworthy.image.LayerFacts;
import java.io.IOException;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// Reads one stored layer from end to end: verifies both of its digests and collects its facts.
final class LayerReading {

  /// What a reading gave.
  ///
  /// @param isWhole whether the layer was read to its end and nothing disturbed the reading, so
  ///   that another reading would give the same
  record Result(LayerFacts facts, boolean isWhole) {}

  /// Takes the bytes of a layer apart.
  @FunctionalInterface
  private interface Reader {
    void read(BlockSource source) throws IOException;
  }

  private final LayerContext context;
  private final Layer.Blob layer;
  private final String name;
  private final LongConsumer progress;
  private final LayerTable table;
  private final FactCollector facts;
  private final GapList gaps;
  private boolean isWhole = true;
  private boolean isSecond;

  /// @param name such as `layer 3 of 6`, for messages
  LayerReading(LayerContext context, Layer.Blob layer, String name, LongConsumer progress) {
    this.context = context;
    this.layer = layer;
    this.name = name;
    this.progress = progress;
    this.table = new LayerTable(context.seed());
    this.facts = new FactCollector(context);
    this.gaps = new GapList(context.limits());
  }

  Result read() throws IOException {
    try (OpenTaps taps = new OpenTaps(context, facts)) {
      return read(new LayerWalk(context, table, facts, taps, gaps));
    }
  }

  private Result read(LayerWalk walk) throws IOException {
    LayerDigest digest = stream(walk::read, context.imageBytes(), progress);
    walk.settle();
    DiffId diffId = digest.diffId();
    // A layer that broke off can't have the claimed diff ID; that it broke off is already a gap.
    if (isWhole) {
      verify(layer.claimedDiffId(), diffId, name);
    }
    if (!walk.hardLinks().isEmpty()) {
      LinkedContent linked = new LinkedContent(context, table, facts, walk.hardLinks());
      isSecond = true;
      stream(linked::read, new ByteBudget(context.limits()), _ -> {});
    }
    LayerFacts found =
        new LayerFacts(diffId, digest.count(), table, facts.facts(table, gaps), gaps.sorted());
    return new Result(
        found, isWhole && !walk.wasDisturbed() && !facts.isUnsettled() && !hasFault(found));
  }

  /// A fault of an analyser may be gone with the next version of it.
  private static boolean hasFault(LayerFacts facts) {
    return facts.gaps().stream().anyMatch(gap -> gap.code().equals(ImageError.ANALYSER_FAULT.id()));
  }

  /// Stands for a layer that isn't there.
  static LayerFacts absent(LayerContext context) {
    DiffId none = new DiffId(Digest.sha256(new byte[0]));
    return new LayerFacts(none, 0, new LayerTable(context.seed()), List.of(), List.of());
  }

  /// Checks what the config claims.
  static void verify(@Nullable DiffId claimed, DiffId found, String name) {
    if (claimed != null && !claimed.equals(found)) {
      throw new SeaworthyException(
          ImageError.DIGEST_MISMATCH,
          "the config says that %s unpacks to diff ID %s, but it unpacks to %s"
              .formatted(name, claimed, found));
    }
  }

  /// Runs the thread that unpacks and, on this one, the reader; reads on to the end for the digest
  /// whatever the reader makes of it.
  private LayerDigest stream(Reader reader, ByteBudget budget, LongConsumer read)
      throws IOException {
    LayerDigest digest = new LayerDigest();
    BlockRing ring = new BlockRing();
    BlockSource source = ring.source(digest);
    Unpacking unpacking = new Unpacking(layer, name, context.limits(), budget, read, ring);
    Thread thread = context.threads().newThread(unpacking);
    thread.start();
    try {
      attempt(() -> reader.read(source));
      attempt(() -> source.skip(Long.MAX_VALUE));
    } finally {
      thread.interrupt();
      join(thread);
    }
    return digest;
  }

  /// A step that may break off.
  @FunctionalInterface
  private interface Step {
    void run() throws IOException;
  }

  private void attempt(Step step) throws IOException {
    try {
      step.run();
    } catch (EndedEarlyException e) {
      brokenOff(ImageError.LAYER_DAMAGED, "the tar ends too early, " + e.getMessage());
    } catch (DamagedStreamException e) {
      brokenOff(ImageError.LAYER_DAMAGED, "the stored bytes can't be unpacked: " + e.getMessage());
    } catch (LimitExceededException e) {
      brokenOff(ImageError.LAYER_TOO_LARGE, e.getMessage());
    }
  }

  private void brokenOff(ImageError code, @Nullable String why) {
    isWhole = false;
    if (!isSecond) {
      gaps.add(code, "", why + "; what follows was not read");
    }
  }

  private static void join(Thread thread) {
    boolean wasInterrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException e) {
        wasInterrupted = true;
      }
    }
    if (wasInterrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
