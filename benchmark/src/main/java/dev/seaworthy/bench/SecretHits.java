package dev.seaworthy.bench;

import dev.seaworthy.base.Limits;
import dev.seaworthy.image.Image;
import dev.seaworthy.image.ImageFacts;
import dev.seaworthy.image.LayerFactsCache;
import dev.seaworthy.image.OpenOptions;
import dev.seaworthy.image.Platform;
import dev.seaworthy.image.RegistryOptions;
import dev.seaworthy.image.WalkListener;
import dev.seaworthy.image.source.ImageSources;
import dev.seaworthy.image.walk.ImageWalk;
import dev.seaworthy.image.walk.WalkResources;
import dev.seaworthy.inspection.Inspection;
import dev.seaworthy.inspection.Observation;
import dev.seaworthy.inspection.secret.FingerprintKey;
import dev.seaworthy.inspection.secret.NativeEngine;
import dev.seaworthy.inspection.secret.SecretRules;
import dev.seaworthy.inspection.secret.Secrets;
import dev.seaworthy.testkit.Folders;
import dev.seaworthy.testkit.debian.DebianImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/// `./bench --hits`: lists everything that looks like a secret in images and directory trees, for a
/// person to tell which are none. Public trees hold none, so there each hit is one too many.
///
/// @param sources as on the command line, such as `dir:node_modules`; none for the Debian image
record SecretHits(List<String> sources) {

  /// So many false ones are allowed.
  private static final double HITS_MAX = 5;

  private static final double PER_FILES = 10_000;

  SecretHits {
    sources = List.copyOf(sources);
  }

  List<Goal> list() throws IOException {
    List<String> named =
        sources.isEmpty() ? List.of("oci-layout:" + DebianImage.usual().ociLayout()) : sources;
    Path scratch = Files.createTempDirectory("seaworthy-bench-hits");
    try {
      Goal[] goals = new Goal[named.size()];
      for (int i = 0; i < goals.length; i++) {
        goals[i] = list(named.get(i), scratch);
        System.out.println(goals[i]);
      }
      return List.of(goals);
    } finally {
      Folders.delete(scratch);
    }
  }

  private static Goal list(String source, Path scratch) throws IOException {
    Inspection found = inspect(source, scratch);
    for (Observation seen : found.observations()) {
      System.out.printf(
          "%s  %s:%s  %s%n",
          seen.rule().id(), seen.location().path(), seen.line(), seen.evidence());
    }
    found
        .gaps()
        .forEach(gap ->
            System.out.printf("%s  %s  %s%n", gap.code(), gap.location().path(), gap.detail()));
    long files = found.engines().getFirst().files();
    String what =
        "%s: %s hits and %s gaps in %s files, hits for each 10,000"
            .formatted(source, found.observations().size(), found.gaps().size(), files);
    return new Goal(
        what, found.observations().size() * PER_FILES / Math.max(1, files), HITS_MAX, "");
  }

  private static Inspection inspect(String source, Path scratch) {
    Limits limits = Limits.defaults();
    OpenOptions options =
        OpenOptions.of(
            limits,
            Platform.of("linux", "amd64"),
            scratch,
            RegistryOptions.of(RegistryOptions.Traffic.of(InstantSource.system(), _ -> {})));
    WalkResources resources =
        WalkResources.of(Runtime.getRuntime().availableProcessors(), scratch, 1);
    try (Image image = ImageSources.open(ImageSources.parse(source), options);
        Secrets secrets =
            Secrets.of(
                SecretRules.builtIn(),
                FingerprintKey.of(new byte[32]),
                NativeEngine.in(scratch),
                0)) {
      ImageWalk walk =
          new ImageWalk(
              List.of(secrets.archives()),
              List.of(secrets.tap()),
              limits,
              LayerFactsCache.NONE,
              resources);
      ImageFacts facts = walk.walk(image, WalkListener.NONE);
      return secrets
          .inspect(image.config(), facts)
          .and(new Inspection(List.of(), List.of(), facts.gaps()));
    }
  }
}
