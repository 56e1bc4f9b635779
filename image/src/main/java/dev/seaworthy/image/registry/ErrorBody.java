package dev.seaworthy.image.registry;

import dev.seaworthy.base.JsonReader;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// What a registry says of a failure (distribution-spec, "Error codes").
final class ErrorBody {

  private static final int BYTES_MAX = 64 << 10;
  private static final int ERRORS_MAX = 3;

  private ErrorBody() {}

  /// The codes and messages, as the end of a sentence: begins with `: ` or is empty.
  static String said(Answer answer, Limits limits, Redaction redaction) {
    byte[] body;
    try {
      body = answer.body().readNBytes(BYTES_MAX);
    } catch (IOException _) {
      // The status says enough; a broken error page is not worth another failure.
      return "";
    }
    String said = redaction.shown(text(body, limits));
    return said.isEmpty() ? "" : ": " + said;
  }

  private static String text(byte[] body, Limits limits) {
    if (body.length == 0) {
      return "";
    }
    if (body[0] != '{') {
      String text = new String(body, 0, Math.min(body.length, 1_000), StandardCharsets.UTF_8);
      return text.stripLeading().startsWith("<") ? "" : text.strip();
    }
    try {
      return text(new JsonReader(limits).readObject(body, "the error"));
    } catch (SeaworthyException _) {
      return "";
    }
  }

  private static String text(JsonObject json) {
    List<String> said = new ArrayList<>();
    for (JsonObject error : json.objects("errors")) {
      if (said.size() < ERRORS_MAX) {
        said.add("%s %s".formatted(error.text("code"), error.text("message")).strip());
      }
    }
    if (!said.isEmpty()) {
      return String.join("; ", said);
    }
    // Token servers answer in their own ways.
    for (String member : List.of("details", "error_description", "message", "error")) {
      if (!json.text(member).isEmpty()) {
        return json.text(member);
      }
    }
    return "";
  }
}
