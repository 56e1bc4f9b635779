package dev.seaworthy.signingkeyless;

import static dev.seaworthy.signingkeyless.Refusals.refused;

import dev.seaworthy.base.JsonValue;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.signing.keyless.KeylessError;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// A message in protobuf's JSON mapping, whose parsers take the name of a member in camel case and
/// as it is in the schema (`tlogEntries` and `tlog_entries`). Both at once would be that member
/// twice.
///
/// @param what where it came from, for messages
record ProtobufObject(JsonObject json, String what) {

  private static final Pattern CAPITAL = Pattern.compile("([A-Z])");

  boolean has(String member) {
    return json.get(name(member)).isPresent();
  }

  String text(String member) {
    return json.text(name(member));
  }

  ProtobufObject object(String member) {
    return new ProtobufObject(json.object(name(member)), what);
  }

  List<JsonValue> array(String member) {
    return json.array(name(member));
  }

  /// @param member in camel case
  private String name(String member) {
    String ofSchema = CAPITAL.matcher(member).replaceAll("_$1").toLowerCase(Locale.ROOT);
    Map<String, JsonValue> members = json.members();
    if (ofSchema.equals(member) || !members.containsKey(ofSchema)) {
      return member;
    }
    if (members.containsKey(member)) {
      throw refused(
          KeylessError.BAD_BUNDLE,
          what,
          "it has %s twice, the second time as %s".formatted(member, ofSchema));
    }
    return ofSchema;
  }
}
