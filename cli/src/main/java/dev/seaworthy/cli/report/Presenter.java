package dev.seaworthy.cli.report;

import dev.seaworthy.scan.ScanResult;
import java.io.IOException;
import java.io.Writer;

/// Writes a scan result in one format.
public interface Presenter {

  /// Writes the whole result. Neither flushes nor closes the writer.
  void present(ScanResult result, Writer out) throws IOException;
}
