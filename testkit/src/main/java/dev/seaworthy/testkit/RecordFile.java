package dev.seaworthy.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Lines that tests leave behind for the closing tables: one file per process and kind, so that
/// forks never share one.
///
/// @param folder where the files go
/// @param suffix tells the kind of records, such as `.tsv`
record RecordFile(Path folder, String suffix) {

  /// The folder that the system property `gates.dir` names, else `target/gates`.
  static RecordFile of(String suffix) {
    return new RecordFile(Path.of(System.getProperty("gates.dir", "target/gates")), suffix);
  }

  void append(String line) {
    Path file = folder.resolve(ProcessHandle.current().pid() + suffix);
    try {
      Files.createDirectories(folder);
      Files.writeString(
          file,
          line + "\n",
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("could not write a record to " + file, e);
    }
  }
}
