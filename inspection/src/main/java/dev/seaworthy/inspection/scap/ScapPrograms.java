package dev.seaworthy.inspection.scap;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;

/// Starts programs for [ScapRun]; the core itself starts none.
public interface ScapPrograms {

  /// Writes what a program reads on its standard input.
  @FunctionalInterface
  interface Input {
    void writeTo(OutputStream out) throws IOException;
  }

  /// What a program left behind.
  ///
  /// @param exit its exit code
  /// @param out its standard output
  /// @param err the end of its standard error, for people
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Output(int exit, byte[] out, String err) {}

  /// Runs a program to its end, with an environment that has nothing but `PATH`.
  ///
  /// @param words the program, looked for on the `PATH`, and its arguments
  /// @param input written while the program runs, on the caller's thread; a program that ends
  ///   without reading all of it is no failure of the writing
  /// @param limit after this long it is killed with all that it started
  /// @param outBytesMax of its standard output; when it writes more it is killed
  /// @throws IOException when it can't be started, takes too long or writes too much
  Output run(List<String> words, Input input, Duration limit, long outBytesMax)
      throws IOException, InterruptedException;
}
