package dev.seaworthy.server.survey.child;

import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.image.OpenOptions;
import dev.seaworthy.image.Platform;
import dev.seaworthy.image.RegistryOptions;
import dev.seaworthy.image.RegistryOptions.Traffic;
import dev.seaworthy.image.walk.FactsParcel;
import dev.seaworthy.image.walk.WalkResources;
import dev.seaworthy.inventory.jarindex.JarIndex;
import dev.seaworthy.scan.Scan;
import dev.seaworthy.scan.ScanListener;
import dev.seaworthy.scan.ScanRequest;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// Reads the layers in the working directory's `layers`, as one line on standard input says, and
/// writes their facts to standard output ([FactsParcel]). Lines on standard error that begin with
/// `progress ` tell how many bytes were read. Ends when standard input does: nobody waits any more.
public final class ReadLayers {
  /// The image is not what its digests say, or can't be read: another attempt gives the same.
  public static final int REFUSED = 3;

  private static final int ORPHANED = 5;
  private static final int BUFFER_BYTES = 1 << 16;
  private static final long PROGRESS_BYTES = 4 << 20;

  private ReadLayers() {}

  /// Runs it.
  public static void main(String... arguments) throws IOException {
    // Nothing but the parcel may get there.
    OutputStream out =
        new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), BUFFER_BYTES);
    System.setOut(System.err);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    LayerOrder order = LayerOrder.ofLine(String.valueOf(in.readLine()));
    Thread.ofPlatform().daemon().name("parent").start(() -> watch(in));
    try {
      read(order, out);
    } catch (SeaworthyException e) {
      System.err.println("refused " + e.code().id() + " " + e.getMessage());
      Runtime.getRuntime().halt(REFUSED);
    }
    out.flush();
    // At once: no hook of a library has anything to do here.
    Runtime.getRuntime().halt(0);
  }

  private static void watch(BufferedReader in) {
    try {
      in.transferTo(Writer.nullWriter());
    } catch (IOException e) {
      System.err.println("the parent can't be heard: " + e);
    }
    Runtime.getRuntime().halt(ORPHANED);
  }

  private static void read(LayerOrder order, OutputStream out) throws IOException {
    Path temporary = Path.of("tmp");
    FactsParcel.Writer parcel = new FactsParcel.Writer(out, Scan.tellers(List.of()));
    try (Layers layers = new Layers(order.layers().stream().map(LayerOrder.Told::layer).toList())) {
      ScanRequest request =
          new ScanRequest(
              layers.source(),
              OpenOptions.of(
                  Limits.defaults(),
                  Platform.of("linux", "amd64"),
                  temporary,
                  RegistryOptions.of(Traffic.of(InstantSource.system(), Thread::sleep))),
              WalkResources.of(
                  Runtime.getRuntime().availableProcessors(),
                  temporary,
                  new SecureRandom().nextLong()),
              parcel,
              List.of(),
              JarIndex.NONE,
              List.of(),
              false);
      Scan.walk(layers, request, new Progress());
    }
    parcel.end();
  }

  /// Tells it now and then.
  private static final class Progress implements ScanListener {
    private final AtomicLong read = new AtomicLong();
    private final AtomicLong told = new AtomicLong();

    @Override
    public void layerRead(int layer, long bytes) {
      long all = read.addAndGet(bytes);
      long before = told.get();
      if (all - before >= PROGRESS_BYTES && told.compareAndSet(before, all)) {
        System.err.println("progress " + all);
      }
    }
  }
}
