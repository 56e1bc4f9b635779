package dev.seaworthy.inspection.secret;

import dev.seaworthy.base.Limits;
import dev.seaworthy.image.ImageConfig;
import dev.seaworthy.image.ImageFacts;
import dev.seaworthy.image.LayerFactsCache;
import dev.seaworthy.image.WalkListener;
import dev.seaworthy.image.walk.ImageWalk;
import dev.seaworthy.image.walk.WalkResources;
import dev.seaworthy.inspection.InMemoryImage;
import dev.seaworthy.inspection.Inspection;
import dev.seaworthy.testkit.image.TarWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What is found in an image in memory.
final class SecretWalk {

  static final SecretRules RULES = SecretRules.builtIn();
  static final FingerprintKey KEY =
      FingerprintKey.of("a key for tests only".getBytes(StandardCharsets.US_ASCII));

  static final String TOKEN = Template.sample("ghp_${alnum:36}", 11);
  static final String OTHER = Template.sample("npm_${alnum:36}", 12);
  static final String PASSWORD = Template.sample("${alnum:14}", 13);

  private SecretWalk() {}

  static Inspection of(TarWriter.Content... layers) throws IOException {
    return of(Limits.defaults(), layers);
  }

  /// With the gaps of the walk.
  static Inspection of(Limits limits, TarWriter.Content... layers) throws IOException {
    List<byte[]> tars = new ArrayList<>();
    for (TarWriter.Content layer : layers) {
      tars.add(TarWriter.bytes(layer));
    }
    ImageConfig config = InMemoryImage.SILENT;
    WalkResources resources =
        WalkResources.of(2, Path.of(System.getProperty("java.io.tmpdir")), 42);
    try (Secrets secrets = Secrets.of(RULES, KEY)) {
      ImageWalk walk =
          new ImageWalk(
              List.of(secrets.archives()),
              List.of(secrets.tap()),
              limits,
              LayerFactsCache.NONE,
              resources);
      ImageFacts facts = walk.walk(InMemoryImage.of(config, tars), WalkListener.NONE);
      Inspection inspection = secrets.inspect(config, facts);
      return inspection.and(new Inspection(List.of(), List.of(), facts.gaps()));
    }
  }

  /// Each find in a line.
  static List<String> shown(Inspection inspection) {
    return inspection.observations().stream()
        .map(seen -> "%s %s:%s".formatted(seen.rule().id(), seen.location().path(), seen.line()))
        .toList();
  }

  /// Each gap in a line, without its detail.
  static List<String> gaps(Inspection inspection) {
    return inspection.gaps().stream().map(gap -> gap.code() + " " + gap.location().path()).toList();
  }
}
