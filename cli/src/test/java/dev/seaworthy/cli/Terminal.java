package dev.seaworthy.cli;

import dev.seaworthy.cli.process.Surroundings;
import dev.seaworthy.cli.process.Surroundings.Terminals;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/// Runs commands in this process as a person would, with a clock that stands still and nothing of
/// the machine's environment.
public final class Terminal {

  private final Map<String, String> environment = new LinkedHashMap<>();
  private final Map<String, String> redactions = new LinkedHashMap<>();
  private Instant now = Instant.parse("2026-11-21T09:14:00Z");
  private Terminals terminals = Terminals.NONE;
  private String typed = "";

  /// @param home where the person's files are
  public Terminal(Path home) {
    environment.put("HOME", home.toString());
    environment.put("TMPDIR", home.toString());
    redact(home.toString(), "~");
  }

  /// What a command left behind.
  public record Outcome(int exitCode, String out, String err) {

    /// All of it in one text.
    public String transcript() {
      return "exit " + exitCode + "\n--- stdout\n" + out + "--- stderr\n" + err;
    }
  }

  public Terminal with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /// What is on standard input.
  public Terminal typing(String text) {
    typed = text;
    return this;
  }

  public Terminal at(String instant) {
    now = Instant.parse(instant);
    return this;
  }

  public Terminal watched() {
    terminals = new Terminals(true, true);
    return this;
  }

  /// What differs from machine to machine is shown as something else.
  public Terminal redact(String text, String as) {
    redactions.put(text, as);
    return this;
  }

  public Outcome run(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Outcome outcome = runInto(out, arguments);
    return new Outcome(
        outcome.exitCode(), redacted(out.toString(StandardCharsets.UTF_8)), outcome.err());
  }

  /// Runs with another standard output.
  public Outcome runInto(OutputStream out, String... arguments) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        Main.run(
            new Surroundings(
                new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)),
                out,
                err,
                environment,
                InstantSource.fixed(now),
                terminals,
                null),
            arguments);
    return new Outcome(code, "", redacted(err.toString(StandardCharsets.UTF_8)));
  }

  private String redacted(String text) {
    String result = text;
    for (Map.Entry<String, String> redaction : redactions.entrySet()) {
      result = result.replace(redaction.getKey(), redaction.getValue());
    }
    return result;
  }
}
