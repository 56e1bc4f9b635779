package dev.seaworthy.inspection.secret;

import dev.seaworthy.base.ErrorCode;
import dev.seaworthy.image.FactSink;
import dev.seaworthy.inspection.archive.ArchiveVisitor;
import java.io.IOException;
import java.io.InputStream;

/// Scans what lies in the archives of one file, and what of the file is no archive.
final class ArchiveReading implements ArchiveVisitor {

  private static final int BUFFER_BYTES = 64 << 10;

  private final SecretEngine engine;
  private final ContentScan scan;
  private final String path;
  private final FactSink sink;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private final KeystoreTap keystore;

  ArchiveReading(SecretEngine engine, ContentScan scan, String path, FactSink sink) {
    this.engine = engine;
    this.scan = scan;
    this.path = path;
    this.sink = sink;
    this.keystore = new KeystoreTap(engine.derivations());
  }

  @Override
  public void visit(Content content) throws IOException {
    Inside inside = content.inside();
    if (inside == null) {
      leaf(content.in(), content.nestedPath());
    } else {
      inside.read(content.in());
    }
  }

  @Override
  public void gap(ErrorCode code, String nestedPath, String detail) {
    sink.gap(code, nestedPath, detail);
  }

  private void leaf(InputStream in, String nestedPath) throws IOException {
    scan.begin(path + nestedPath);
    boolean isKeystore = false;
    boolean isFirst = true;
    try {
      for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
        scan.accept(buffer, 0, length);
        if (isFirst) {
          isKeystore = keystore.begin(path + nestedPath, buffer, 0, length);
          isFirst = false;
        }
        if (isKeystore) {
          keystore.accept(buffer, 0, length);
        }
      }
    } finally {
      // What was found before the content broke off, or the budget was spent, stays found.
      engine.tell(scan.end(), path + nestedPath, nestedPath, sink);
    }
    if (isKeystore) {
      keystore.end(engine, nestedPath, sink);
    }
  }
}
