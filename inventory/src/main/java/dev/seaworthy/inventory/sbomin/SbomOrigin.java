package dev.seaworthy.inventory.sbomin;

import dev.seaworthy.base.Text;
import java.util.List;

/// What a bill of materials says of itself. Claims: nothing in it is signed.
///
/// @param encoding `JSON`, `XML`, `tag-value` or `JSON-LD`
/// @param version of the format, such as `1.6`
/// @param tools the programs that made it, with their versions, as it names them
/// @param created when it was made, as it says, or empty
public record SbomOrigin(
    SbomFormat format, String encoding, String version, List<String> tools, String created) {

  private static final int SHOWN_CHARS_MAX = 80;

  public SbomOrigin {
    tools = List.copyOf(tools);
  }

  /// Format and version, such as `CycloneDX 1.6 JSON`.
  public String formatWords() {
    return "%s %s %s".formatted(format.title(), Text.shorten(version, SHOWN_CHARS_MAX), encoding);
  }

  /// Who made it when, such as `by syft 1.4.1 of 2026-01-02T03:04:05Z`; safe to show.
  public String makerWords() {
    String by = tools.isEmpty() ? "by an unnamed tool" : "by " + String.join(", ", tools);
    String of = created.isEmpty() ? " at an unknown time" : " of " + created;
    return Text.shorten(by, SHOWN_CHARS_MAX) + Text.shorten(of, SHOWN_CHARS_MAX);
  }
}
