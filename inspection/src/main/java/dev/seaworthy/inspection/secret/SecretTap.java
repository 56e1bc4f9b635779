package dev.seaworthy.inspection.secret;

import dev.seaworthy.base.Limits;
import dev.seaworthy.image.AnalyserId;
import dev.seaworthy.image.ContentTap;
import dev.seaworthy.image.FactCodec;
import dev.seaworthy.image.FactSink;
import dev.seaworthy.image.FileRecord;
import dev.seaworthy.image.TapReading;
import dev.seaworthy.inspection.archive.ArchiveKind;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Looks for secrets in every file while a layer streams by, but for those that [ArchiveSecrets]
/// opens.
final class SecretTap implements ContentTap {

  /// To be raised with every change of what is found that the rules' digest doesn't show.
  static final AnalyserId ID = new AnalyserId("secrets", 3);

  private final SecretEngine engine;

  SecretTap(SecretEngine engine) {
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
  public FactCodec codec() {
    return new SecretFactCodec();
  }

  @Override
  public TapReading start(Limits limits) {
    return new Reading(engine);
  }

  private static final class Reading implements TapReading {

    private final SecretEngine engine;
    private final KeystoreTap keystore;
    private @Nullable ContentScan scan;
    private @Nullable FactSink sink;
    private boolean isKeystore;

    private Reading(SecretEngine engine) {
      this.engine = engine;
      this.keystore = new KeystoreTap(engine.derivations());
    }

    @Override
    public boolean begin(FileRecord file, byte[] bytes, int offset, int length, FactSink newSink) {
      boolean isOpened =
          ArchiveKind.ofFile(file.path(), file.size(), bytes, offset, length) != ArchiveKind.NONE;
      if (file.size() == 0 || isOpened) {
        return false;
      }
      sink = newSink;
      if (scan == null) {
        scan = engine.take();
      }
      scan.begin(file.path());
      isKeystore = keystore.begin(file.path(), bytes, offset, length);
      return true;
    }

    @Override
    public void accept(byte[] bytes, int offset, int length) {
      long start = System.nanoTime();
      open().accept(bytes, offset, length);
      if (isKeystore) {
        keystore.accept(bytes, offset, length);
      }
      engine.count(length, start);
    }

    @Override
    public void skip(long zeros) {
      open().skip(zeros);
      if (isKeystore) {
        keystore.skip(zeros);
      }
    }

    @Override
    public void end(FileRecord file) {
      long start = System.nanoTime();
      FactSink to = Objects.requireNonNull(sink);
      engine.tell(open().end(), file.path(), "", to);
      if (isKeystore) {
        keystore.end(engine, "", to);
      }
      engine.count(0, start);
    }

    private ContentScan open() {
      return Objects.requireNonNull(scan);
    }

    @Override
    public void close() {
      if (scan != null) {
        engine.giveBack(scan);
      }
    }
  }
}
