package dev.seaworthy.image.walk;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.Fanout;
import dev.seaworthy.base.Limit;
import dev.seaworthy.base.LimitExceededException;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.image.DiffId;
import dev.seaworthy.image.ImageError;
import dev.seaworthy.image.Layer;
import dev.seaworthy.image.LayerFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongConsumer;

/// Walks a directory tree that stands for the only layer: stays on one device, never follows a
/// link, leaves out `proc`, `sys` and `dev` and what the caller names, and opens regular files
/// only. Only files that an analyser wants are read and hashed.
final class TreeWalk {

  private static final Set<String> KERNEL_DIRECTORIES = Set.of("/proc", "/sys", "/dev");

  private final LayerContext context;
  private final Layer.Tree layer;
  private final WalkResources resources;
  private final LongConsumer progress;
  private final Set<Path> exclusions = new HashSet<>();
  private final LayerTable table;
  private final FactCollector facts;
  private final GapList gaps;
  private final DirectoryQueue queue = new DirectoryQueue();
  private long sizeBytes;
  private long budgeted;

  TreeWalk(LayerContext context, Layer.Tree layer, WalkResources resources, LongConsumer progress) {
    this.context = context;
    this.layer = layer;
    this.resources = resources;
    this.progress = progress;
    this.table = new LayerTable(context.seed());
    this.facts = new FactCollector(context);
    this.gaps = new GapList(context.limits());
  }

  LayerFacts read() throws IOException {
    Path root = realRoot();
    for (Path exclusion : resources.exclusions()) {
      exclusions.add(
          Files.exists(exclusion)
              ? exclusion.toRealPath()
              : exclusion.toAbsolutePath().normalize());
    }
    UnixAttributes attributes = UnixAttributes.of(root);
    queue.add(new FoundDirectory(root, new byte[0], attributes.fileKey(), attributes.device()));
    List<Callable<Boolean>> workers = new ArrayList<>();
    for (int i = 0; i < resources.cores(); i++) {
      workers.add(this::work);
    }
    run(workers);
    settle();
    DiffId none = new DiffId(Digest.sha256(new byte[0]));
    return new LayerFacts(none, sizeBytes, table, facts.facts(table, gaps), gaps.sorted());
  }

  private Path realRoot() throws IOException {
    try {
      return layer.root().toRealPath();
    } catch (IOException e) {
      throw new SeaworthyException(
          ImageError.NOT_FOUND, "%s can't be read: %s".formatted(layer.root(), e.getMessage()), e);
    }
  }

  private void run(List<Callable<Boolean>> workers) throws IOException {
    try (ExecutorService executor =
        Executors.newFixedThreadPool(workers.size(), resources.threads())) {
      new Fanout(executor).all(workers);
    } catch (LimitExceededException e) {
      gaps.add(ImageError.LAYER_TOO_LARGE, "", e.getMessage() + "; what follows was not read");
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean work() throws IOException, InterruptedException {
    try (DirectoryReading reading = new DirectoryReading(context, facts, this::isLeftOut)) {
      for (FoundDirectory next = queue.take(); next != null; next = queue.take()) {
        DirectoryReading.Batch batch = reading.read(next);
        insert(batch);
        queue.done(batch.directories());
      }
    } catch (IOException | RuntimeException e) {
      queue.close();
      throw e;
    }
    return true;
  }

  private boolean isLeftOut(Path directory, String path) {
    return KERNEL_DIRECTORIES.contains(path) || exclusions.contains(directory);
  }

  private synchronized void insert(DirectoryReading.Batch batch) throws LimitExceededException {
    for (DirectoryReading.Found found : batch.entries()) {
      int node = table.node(found.path(), found.path().length);
      table.set(node, found.kind(), found.mode(), found.uid(), found.gid(), found.size(), false);
      sizeBytes += found.size();
      if (found.link() != null) {
        table.setLink(node, found.link());
      }
      if (found.hash() != null) {
        table.setHash(node, found.hash(), 0);
        progress.accept(found.size());
      }
      if (found.told() != null) {
        facts.add(node, found.told());
      }
    }
    batch.gaps().forEach(gaps::add);
    long bound = context.limits().of(Limit.LAYER_ENTRIES);
    if (table.trie().size() > bound) {
      throw new LimitExceededException(Limit.LAYER_ENTRIES, bound, "the directory tree");
    }
    settle();
  }

  private void settle() {
    long bytes = table.bytes();
    context.tables().take(bytes - budgeted);
    budgeted = bytes;
  }
}
