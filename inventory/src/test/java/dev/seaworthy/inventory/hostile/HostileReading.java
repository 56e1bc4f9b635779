package dev.seaworthy.inventory.hostile;

import dev.seaworthy.base.Gap;
import dev.seaworthy.base.Limits;
import dev.seaworthy.image.Analyser;
import dev.seaworthy.image.Image;
import dev.seaworthy.image.ImageFacts;
import dev.seaworthy.image.LayerFactsCache;
import dev.seaworthy.image.OpenOptions;
import dev.seaworthy.image.Platform;
import dev.seaworthy.image.RegistryOptions;
import dev.seaworthy.image.RegistryOptions.Traffic;
import dev.seaworthy.image.WalkListener;
import dev.seaworthy.image.source.ImageSources;
import dev.seaworthy.image.walk.ImageWalk;
import dev.seaworthy.image.walk.WalkResources;
import dev.seaworthy.inventory.Component;
import dev.seaworthy.inventory.Inventory;
import dev.seaworthy.inventory.assembly.Inventories;
import dev.seaworthy.inventory.catalog.BuiltInCatalogers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/// Reads an OCI layout from beginning to end and prints components, gaps and the largest resident
/// memory of the process in megabytes.
final class HostileReading {

  private HostileReading() {}

  public static void main(String[] arguments) throws IOException {
    Limits limits = Limits.defaults();
    for (String change : List.of(arguments).subList(1, arguments.length)) {
      int equals = change.indexOf('=');
      limits =
          limits.with(change.substring(0, equals), Long.parseLong(change.substring(equals + 1)));
    }
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    List<Analyser> analysers = List.copyOf(BuiltInCatalogers.all());
    OpenOptions options =
        OpenOptions.of(
            limits,
            Platform.of("linux", "amd64"),
            temporary,
            RegistryOptions.of(Traffic.of(InstantSource.system(), _ -> {})));
    try (Image image =
        ImageSources.open(ImageSources.parse("oci-layout:" + arguments[0]), options)) {
      ImageFacts facts =
          new ImageWalk(analysers, limits, LayerFactsCache.NONE, WalkResources.of(2, temporary, 7))
              .walk(image, WalkListener.NONE);
      print(Inventories.assemble(facts, limits));
    }
  }

  private static void print(Inventory inventory) throws IOException {
    for (Component component : inventory.components()) {
      System.out.println("component " + component.purl());
    }
    for (Gap gap : inventory.gaps()) {
      System.out.println("gap " + gap.code() + " " + gap.location().path() + " " + gap.detail());
    }
    System.out.println("peak " + peakMegabytes());
  }

  private static long peakMegabytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmHWM:")) {
        return Long.parseLong(line.replaceAll("[^0-9]", "")) >> 10;
      }
    }
    throw new IOException("no peak memory is known");
  }
}
