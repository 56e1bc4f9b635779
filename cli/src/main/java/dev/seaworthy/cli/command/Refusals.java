package dev.seaworthy.cli.command;

import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import java.io.PrintWriter;

/// Says why something that somebody presented doesn't count.
final class Refusals {

  private Refusals() {}

  static void print(SeaworthyException refusal, PrintWriter out) {
    out.println(
        "REFUSED  %s: %s"
            .formatted(refusal.code().title(), Text.visible(String.valueOf(refusal.getMessage()))));
    out.println("  %s".formatted(refusal.code().hint()));
    out.println("  %s".formatted(refusal.code().id()));
  }
}
