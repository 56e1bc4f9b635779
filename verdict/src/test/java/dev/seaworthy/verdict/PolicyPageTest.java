package dev.seaworthy.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.base.JsonReader;
import dev.seaworthy.base.JsonValue;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.JsonValue.JsonString;
import dev.seaworthy.base.JsonWriter;
import dev.seaworthy.base.Limits;
import dev.seaworthy.testkit.RepositoryRoot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The reference page is made from the schema; `-Dgolden.update` writes it anew.
class PolicyPageTest {

  private final StringBuilder page =
      new StringBuilder(
          """
          # The members of a policy

          Made from `docs/schema/policy/1.0/policy.schema.json`; a test keeps it so. [How to write one](howto-policy.md).

          Required is what a policy must say that extends no other; one that does needs `name` and `version` alone. A member that
          is left out and has no default here asks for nothing.

          | member | value | meaning |
          |---|---|---|
          """);

  @Test
  void describesEveryMember() throws IOException {
    JsonObject schema =
        new JsonReader(Limits.defaults())
            .readObject(
                Files.readAllBytes(Policies.SCHEMAS.resolve("policy.schema.json")), "the schema");
    List<String> required = schema.objects("anyOf").getLast().strings("required");
    rows(schema.object("properties"), "", required);
    Path file = RepositoryRoot.find().resolve("docs/reference-policy.md");
    if (System.getProperty("golden.update") != null) {
      Files.writeString(file, page);
    }
    assertThat(Files.readString(file)).isEqualTo(page.toString());
    assertThat(page.toString()).doesNotContain("| | |").doesNotContain("|  |");
  }

  private void rows(JsonObject properties, String parent, List<String> required) {
    properties
        .members()
        .forEach((name, value) -> {
          JsonObject member = (JsonObject) value;
          String path = parent.isEmpty() ? name : parent + "." + name;
          boolean isRequired = required.contains(name);
          page.append("| `")
              .append(path)
              .append(isRequired ? "`, required | " : "` | ")
              .append(kind(member))
              .append(" | ")
              .append(member.text("description").replace("|", "\\|"))
              .append(" |\n");
          JsonObject items = member.object("items");
          JsonObject inner = items.members().isEmpty() ? member : items;
          rows(
              inner.object("properties"),
              items.members().isEmpty() ? path : path + "[]",
              inner.strings("required"));
        });
  }

  private static String kind(JsonObject member) {
    if (member.members().containsKey("anyOf")) {
      return member.objects("anyOf").stream()
          .map(PolicyPageTest::kind)
          .reduce((one, other) -> one + ", or " + other)
          .orElse("");
    }
    if (member.members().containsKey("enum")) {
      return String.join(", ", words(member.array("enum")));
    }
    return switch (member.text("type")) {
      case "string" ->
          member.text("pattern").equals("\\S")
              ? "text"
              : "text like `" + member.text("pattern") + "`";
      case "integer" -> "%s to %s".formatted(number(member, "minimum"), number(member, "maximum"));
      case "boolean" -> "true or false";
      case "array" -> "list of " + kind(member.object("items"));
      default -> "object";
    };
  }

  private static List<String> words(List<JsonValue> values) {
    List<String> words = new ArrayList<>();
    for (JsonValue value : values) {
      words.add("`" + ((JsonString) value).text() + "`");
    }
    return words;
  }

  private static String number(JsonObject member, String name) {
    JsonValue value = member.members().get(name);
    assertThat(value).as(name).isNotNull();
    return new String(JsonWriter.canonical(value), StandardCharsets.UTF_8);
  }
}
