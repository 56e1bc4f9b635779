package dev.seaworthy.inspection.secret;

import dev.seaworthy.image.Analyser;
import dev.seaworthy.image.AnalyserId;
import dev.seaworthy.image.FactCodec;
import dev.seaworthy.image.FactSink;
import dev.seaworthy.image.FileContent;
import dev.seaworthy.image.FileRecord;
import dev.seaworthy.image.Interest;
import dev.seaworthy.inspection.archive.ArchiveKind;
import dev.seaworthy.inspection.archive.ArchiveWalk;
import dev.seaworthy.inventory.archive.ArchiveBudget;
import dev.seaworthy.inventory.archive.ArchiveException;
import java.io.IOException;

/// Looks for secrets in archives inside layers, and in archives inside those, see [ArchiveWalk].
/// What an archive's limits don't allow is a gap.
final class ArchiveSecrets implements Analyser {

  static final AnalyserId ID = new AnalyserId("archive-secrets", 3);

  private final SecretEngine engine;

  ArchiveSecrets(SecretEngine engine) {
    this.engine = engine;
  }

  @Override
  public AnalyserId id() {
    return ID;
  }

  @Override
  public String dataVersion() {
    return engine.rules().digest() + " " + engine.key().id();
  }

  @Override
  public Interest interest() {
    return ArchiveKind.interest();
  }

  @Override
  public FactCodec codec() {
    return new SecretFactCodec();
  }

  @Override
  public void analyse(FileRecord file, FileContent content, FactSink sink) throws IOException {
    ArchiveKind kind = ArchiveKind.ofFile(file, content);
    if (kind == ArchiveKind.NONE) {
      // The tap looks at it as it is.
      return;
    }
    long start = System.nanoTime();
    ContentScan scan = engine.take();
    try {
      ArchiveReading reading = new ArchiveReading(engine, scan, file.path(), sink);
      new ArchiveWalk(new ArchiveBudget(sink.limits()), reading).read(kind, content);
    } catch (ArchiveException e) {
      sink.gap(e.code(), "", "archive-secrets: " + e.getMessage());
    } finally {
      engine.giveBack(scan);
      engine.count(content.size(), start);
    }
  }
}
