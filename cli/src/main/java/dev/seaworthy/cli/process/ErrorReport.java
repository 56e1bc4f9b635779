package dev.seaworthy.cli.process;

import dev.seaworthy.base.ErrorCode;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.cli.text.Paragraph;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;

/// The one way in which failures are told: what was tried and found, what to do, the code and the
/// exit code. A stack trace only with `SEAWORTHY_DEBUG=1`.
///
/// @param code the kind of failure
/// @param message for people
/// @param hint what to do, or empty
/// @param cause what was thrown
public record ErrorReport(ErrorCode code, String message, String hint, Throwable cause) {

  private static final int WIDTH = 80;

  /// What can be said of anything that was thrown.
  public static ErrorReport of(Throwable thrown) {
    // What ran out in another thread arrives as the cause of something else.
    for (Throwable cause = thrown.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof OutOfMemoryError) {
        return of(cause);
      }
    }
    return switch (thrown) {
      case SeaworthyException e -> new ErrorReport(e.code(), message(e), e.hint(), e);
      case OutOfMemoryError e -> of(CliError.OUT_OF_MEMORY, CliError.OUT_OF_MEMORY.title(), e);
      case java.io.InterruptedIOException e ->
          of(CliError.INTERRUPTED, CliError.INTERRUPTED.title(), e);
      case UncheckedIOException e -> of(CliError.READING_FAILED, message(e), e);
      case IOException e -> of(CliError.READING_FAILED, message(e), e);
      default ->
          of(
              CliError.INTERNAL,
              "a fault of Seaworthy: " + Text.shorten(thrown.toString(), 400),
              thrown);
    };
  }

  private static ErrorReport of(ErrorCode code, String message, Throwable cause) {
    return new ErrorReport(code, message, code.hint(), cause);
  }

  private static String message(Throwable thrown) {
    String message = thrown.getMessage();
    return message == null ? thrown.getClass().getSimpleName() : message;
  }

  public int exitCode() {
    return ExitCode.of(code.type());
  }

  /// Writes the message, then the hint, then the code: in lines of 80 columns where a person looks
  /// on, else each in one, so that a log can be searched.
  public void write(PrintWriter err, Surroundings surroundings) {
    int width = surroundings.terminals().isErr() ? WIDTH : Integer.MAX_VALUE;
    for (String line : message.split("\n", -1)) {
      new Paragraph(width, "", "  ").prose(line).lines().forEach(err::println);
    }
    if (!hint.isEmpty()) {
      new Paragraph(width, "  ", "  ").prose(hint).lines().forEach(err::println);
    }
    err.println("  " + code.id() + ", exit " + exitCode());
    if (surroundings.variable("SEAWORTHY_DEBUG").equals("1")) {
      cause.printStackTrace(err);
    }
    err.flush();
  }
}
