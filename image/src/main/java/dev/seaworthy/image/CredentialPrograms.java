package dev.seaworthy.image;

import java.io.IOException;

/// Runs the credential helpers of container tools (`docker-credential-NAME`). A parameter, since a
/// library starts no programs: whoever owns the process does.
@FunctionalInterface
public interface CredentialPrograms {

  /// No helper can be run.
  CredentialPrograms NONE =
      (program, _) -> {
        throw new IOException("no programs are run here");
      };

  /// Runs `PROGRAM get`, finding it as a shell would, and waits for its end, not for ever.
  ///
  /// @param program such as `docker-credential-pass`; a plain file name
  /// @param input what it reads on its standard input
  /// @throws IOException when it can't be found, doesn't end in time or writes more than any
  ///   credential needs; the message says which
  /// @throws InterruptedException when the waiting thread is interrupted; the program is ended
  Output get(String program, String input) throws IOException, InterruptedException;

  /// What a program left behind.
  ///
  /// @param exitCode 0 when it went well
  /// @param text its standard output; may hold a secret
  record Output(int exitCode, String text) {

    @Override
    public String toString() {
      return "exit code " + exitCode;
    }
  }
}
