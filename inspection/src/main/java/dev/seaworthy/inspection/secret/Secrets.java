package dev.seaworthy.inspection.secret;

import dev.seaworthy.base.Location;
import dev.seaworthy.image.Analyser;
import dev.seaworthy.image.ContentTap;
import dev.seaworthy.image.FileRecord;
import dev.seaworthy.image.FileRecord.Kind;
import dev.seaworthy.image.ImageConfig;
import dev.seaworthy.image.ImageFacts;
import dev.seaworthy.image.LayerFacts;
import dev.seaworthy.image.LayerFacts.PathFact;
import dev.seaworthy.inspection.Concealment;
import dev.seaworthy.inspection.EngineReport;
import dev.seaworthy.inspection.Inspection;
import dev.seaworthy.inspection.Observation;
import dev.seaworthy.inspection.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Looks for secrets in an image: give [#tap] and [#archives] to the walk, and what came of it to
/// [#inspect].
///
/// ```java
/// try (Secrets secrets = Secrets.of(SecretRules.builtIn(), key)) {
///   ImageFacts facts = walk(analysers + secrets.archives(), List.of(secrets.tap()));
///   Inspection inspection = secrets.inspect(image.config(), facts);
/// }
/// ```
public final class Secrets implements AutoCloseable {

  private final SecretEngine engine;
  private final SecretTap tap;
  private final ArchiveSecrets archives;

  private Secrets(SecretEngine engine) {
    this.engine = engine;
    this.tap = new SecretTap(engine);
    this.archives = new ArchiveSecrets(engine);
  }

  /// In plain Java.
  public static Secrets of(SecretRules rules, FingerprintKey key) {
    return new Secrets(new SecretEngine(rules, key, KeywordFinders.inJava(rules)));
  }

  /// With the native engine from so many bytes on that were looked at, where its start pays off;
  /// below, or where its library can't be loaded, in plain Java with the same results.
  public static Secrets of(
      SecretRules rules, FingerprintKey key, NativeEngine engine, long fromBytes) {
    return new Secrets(new SecretEngine(rules, key, new NativeFinders(rules, engine, fromBytes)));
  }

  /// For the walk: looks at every file that is no archive.
  public ContentTap tap() {
    return tap;
  }

  /// For the walk: looks into archives.
  public Analyser archives() {
    return archives;
  }

  /// What was found in all layers, files included that a container wouldn't see, and in the config.
  /// What the walk could not read of files is a gap of the facts already.
  ///
  /// @param facts of a walk with the tap and the analyser
  public Inspection inspect(ImageConfig config, ImageFacts facts) {
    List<Observation> observations = new ArrayList<>();
    Concealment concealment = new Concealment(facts);
    for (int layer = 0; layer < facts.layers().size(); layer++) {
      for (PathFact fact : facts.layers().get(layer).facts()) {
        if (fact.fact() instanceof SecretFact secret) {
          observations.add(observation(concealment, layer, fact.path(), secret));
        }
      }
    }
    return new ConfigSecrets(engine)
        .look(config)
        .and(new Inspection(observations, List.of(report(facts)), List.of()));
  }

  private Observation observation(
      Concealment concealment, int layer, String path, SecretFact secret) {
    SortedMap<String, String> details = new TreeMap<>();
    details.put("fingerprint", secret.fingerprint());
    details.put("key", engine.key().id());
    if (secret.count() > 1) {
      details.put("count", String.valueOf(secret.count()));
    }
    concealment.tell(layer, path, details);
    return new Observation(
        engine.rules().find(secret.rule()).orElseThrow(),
        new Location(path + secret.nestedPath(), layer),
        secret.line(),
        secret.fingerprint(),
        secret.shown(),
        details);
  }

  private EngineReport report(ImageFacts facts) {
    long files = 0;
    long bytes = 0;
    for (LayerFacts layer : facts.layers()) {
      for (int i = 0; i < layer.files().size(); i++) {
        FileRecord file = layer.files().record(i);
        if (file.kind() == Kind.REGULAR) {
          files++;
          bytes += file.size();
        }
      }
    }
    return new EngineReport(
        Subject.SECRET,
        engine.finders().engine(),
        engine.finders().version(),
        engine.rules().digest(),
        null,
        files,
        bytes,
        engine.nanos());
  }

  @Override
  public void close() {
    engine.close();
  }
}
