package dev.seaworthy.fuzz;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.ErrorType;
import dev.seaworthy.base.JsonReader;
import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.Location;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.image.Image;
import dev.seaworthy.image.ImageReference;
import dev.seaworthy.image.LayerFactsCache;
import dev.seaworthy.image.OpenOptions;
import dev.seaworthy.image.Platform;
import dev.seaworthy.image.RegistryOptions;
import dev.seaworthy.image.RegistryOptions.Traffic;
import dev.seaworthy.image.WalkListener;
import dev.seaworthy.image.manifest.ConfigDocument;
import dev.seaworthy.image.manifest.ImageDocument;
import dev.seaworthy.image.registry.RegistryParsers;
import dev.seaworthy.image.source.ImageSources;
import dev.seaworthy.image.walk.ImageWalk;
import dev.seaworthy.image.walk.WalkResources;
import dev.seaworthy.inventory.npm.NpmCataloger;
import dev.seaworthy.inventory.sbomin.Attestation;
import dev.seaworthy.inventory.sbomin.SbomReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/// Layers, archives, documents, references and what registries answer.
final class ImageTargets {

  /// So small that no input of a few kilobytes takes long.
  private static final Limits LIMITS =
      Limits.defaults().with(Limit.LAYER_BYTES, 16 << 20).with(Limit.METADATA_BYTES, 1 << 20);

  private static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));

  private ImageTargets() {}

  static List<Target> all() {
    return List.of(
        lawful("layer-tar", ImageTargets::layer),
        lawful("layer-gzip", ImageTargets::layer),
        lawful("layer-zstd", ImageTargets::layer),
        lawful("docker-archive", bytes -> archive("docker-archive:", bytes)),
        lawful("oci-archive", bytes -> archive("oci-archive:", bytes)),
        lawful("manifest", bytes -> ImageDocument.parse(bytes, null, "input", LIMITS)),
        lawful("config", bytes -> ConfigDocument.parse(bytes, 2, "input", LIMITS)),
        lawful("json", bytes -> new JsonReader(LIMITS).read(bytes, "input")),
        lawful("digest", bytes -> Digest.parse(text(bytes))),
        lawful("image-reference", ImageTargets::reference),
        lawful("image-source", bytes -> ImageSources.parse(text(bytes))),
        lawful("www-authenticate", bytes -> RegistryParsers.challenges(text(bytes))),
        lawful("registry-error", bytes -> RegistryParsers.errorBody(bytes, LIMITS)),
        lawful("sbom", bytes -> SbomReader.read(bytes, Location.ofPath("/s"), "input", LIMITS)),
        lawful("sbom-attestation", bytes -> Attestation.unwrap(bytes, "input", LIMITS)),
        lawful("docker-config", bytes -> RegistryParsers.configFile(bytes, LIMITS)));
  }

  /// Every failure that is told with a code of the user's or of the outside is lawful.
  static Target lawful(String name, Target.Parser parser) {
    return new Target(
        name,
        bytes -> {
          try {
            parser.read(bytes);
          } catch (SeaworthyException e) {
            if (e.code().type() == ErrorType.INTERNAL) {
              throw e;
            }
          }
        });
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static void layer(byte[] bytes) {
    WalkResources resources = WalkResources.of(1, TEMPORARY, 7);
    new ImageWalk(List.of(new NpmCataloger()), LIMITS, LayerFactsCache.NONE, resources)
        .walk(new OneLayer(bytes), WalkListener.NONE);
  }

  private static void archive(String scheme, byte[] bytes) throws IOException {
    Path file = Files.createTempFile("seaworthy-fuzz", ".tar");
    try {
      Files.write(file, bytes);
      OpenOptions options =
          OpenOptions.of(
              LIMITS,
              Platform.of("linux", "amd64"),
              TEMPORARY,
              RegistryOptions.of(Traffic.of(InstantSource.system(), _ -> {})));
      try (Image image = ImageSources.open(ImageSources.parse(scheme + file), options)) {
        image.layers();
      }
    } finally {
      Files.deleteIfExists(file);
    }
  }

  /// What was understood is written so that it is understood again.
  private static void reference(byte[] bytes) {
    ImageReference reference = ImageReference.parse(text(bytes));
    if (!ImageReference.parse(reference.toString()).equals(reference)) {
      throw new IllegalStateException("read as another one: " + reference);
    }
  }
}
