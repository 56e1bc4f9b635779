package dev.seaworthy.inventory.catalog;

import dev.seaworthy.base.Limits;
import dev.seaworthy.image.Image;
import dev.seaworthy.image.ImageFacts;
import dev.seaworthy.image.ImageSource;
import dev.seaworthy.image.LayerFactsCache;
import dev.seaworthy.image.OpenOptions;
import dev.seaworthy.image.Platform;
import dev.seaworthy.image.RegistryOptions;
import dev.seaworthy.image.WalkListener;
import dev.seaworthy.image.source.ImageSources;
import dev.seaworthy.image.walk.ImageWalk;
import dev.seaworthy.image.walk.WalkResources;
import dev.seaworthy.inventory.Component;
import dev.seaworthy.inventory.Evidence;
import dev.seaworthy.inventory.Inventory;
import dev.seaworthy.inventory.assembly.Inventories;
import dev.seaworthy.inventory.sbomin.ClaimedAdditions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// Takes the inventory of an image with every cataloger there is, as a scan does.
final class Scan {

  private Scan() {}

  /// An archive of either form.
  static Inventory archive(Path archive, Path temporary) throws IOException {
    String text = new String(Files.readAllBytes(archive), StandardCharsets.ISO_8859_1);
    boolean isLayout = text.contains("oci-layout");
    return source((isLayout ? "oci-archive:" : "docker-archive:") + archive, temporary);
  }

  /// A folder that holds a root file system.
  static Inventory folder(Path root, Path temporary) throws IOException {
    return source("dir:" + root, temporary);
  }

  /// Who found something, by name.
  static String catalogers(Inventory inventory) {
    TreeSet<String> names = new TreeSet<>();
    for (Component component : inventory.components()) {
      for (Evidence evidence : component.evidence()) {
        names.add(evidence.cataloger().name());
      }
    }
    return String.join(", ", names);
  }

  private static Inventory source(String name, Path temporary) throws IOException {
    ImageSource source = ImageSources.parse(name);
    Limits limits = Limits.defaults();
    OpenOptions options =
        OpenOptions.of(
            limits,
            Platform.of("linux", "amd64"),
            temporary,
            RegistryOptions.of(RegistryOptions.Traffic.of(InstantSource.system(), pause -> {})));
    try (Image image = ImageSources.open(source, options)) {
      ImageWalk walk =
          new ImageWalk(
              new ArrayList<>(BuiltInCatalogers.all()),
              limits,
              LayerFactsCache.NONE,
              WalkResources.of(2, temporary, 1));
      ImageFacts facts = walk.walk(image, WalkListener.NONE);
      ClaimedAdditions additions = new ClaimedAdditions(Inventories.assemble(facts, limits));
      additions.addEmbedded(facts, limits);
      return additions.inventory(List.of());
    }
  }
}
