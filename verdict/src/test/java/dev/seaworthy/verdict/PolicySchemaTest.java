package dev.seaworthy.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import dev.seaworthy.base.JsonReader;
import dev.seaworthy.base.JsonValue;
import dev.seaworthy.base.JsonValue.JsonArray;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.JsonWriter;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.verdict.example.PolicyExamples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The published schema refuses what the reader refuses, and the other way round.
class PolicySchemaTest {

  private static final Schema SCHEMA = Policies.schema("policy.schema.json");

  private static final List<String> VALUES =
      List.of(
          "null",
          "0",
          "1",
          "-1",
          "100001",
          "1.5",
          "true",
          "false",
          "\"\"",
          "\" \"",
          "\"x\"",
          "\"x y\"",
          "\"1\"",
          "[]",
          "[\"x\"]",
          "[\"x\",\"x\"]",
          "[1]",
          "{}",
          "{\"x\":1}",
          "{\"x\":\"y\"}",
          "[{}]",
          "[{\"x\":1}]",
          "\"P0D\"",
          "\"P400D\"",
          "\"2026-11-01T10:00Z\"");

  /// What no schema can say: whether a zone, a policy or an expression is any, and whether two
  /// members of a list have one id.
  private static final Set<String> BEYOND_SCHEMAS =
      Set.of("/timeZone", "/extends", "/rules/0/refuse", "/rules/1/refuse");

  static List<String> names() {
    return BuiltInPolicies.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void theShippedPoliciesFit(String name) {
    assertThat(Policies.faults(SCHEMA, Policies.json(BuiltInPolicies.source(name)))).isEmpty();
    assertThat(Policies.faults(SCHEMA, BuiltInPolicies.named(name).toJson())).isEmpty();
  }

  @Test
  void everyMemberFitsAndIsWrittenAsItIsRead() {
    JsonObject whole = Policies.json(Policies.WHOLE);
    assertThat(Policies.faults(SCHEMA, whole)).isEmpty();
    assertThat(Policies.read(Policies.WHOLE).toJson().members())
        .containsExactlyInAnyOrderEntriesOf(whole.members());
  }

  @Test
  void agreesWithTheReaderOnEveryChangeOfEveryMember() {
    List<String> disagreements = new ArrayList<>();
    int[] count = {0, 0};
    changed(
        Policies.json(Policies.WHOLE),
        "",
        (place, changed) -> {
          String fault = fault(changed);
          List<String> faults = Policies.faults(SCHEMA, changed);
          count[0]++;
          count[1] += fault.isEmpty() ? 0 : 1;
          if (fault.isEmpty() != faults.isEmpty()
              && !BEYOND_SCHEMAS.contains(place.split(" ")[0])) {
            disagreements.add(place + " | reader: " + fault + " | schema: " + faults);
          }
        });
    assertThat(disagreements).isEmpty();
    assertThat(count[0]).isGreaterThan(1_500);
    assertThat(count[1]).isBetween(count[0] / 2, count[0] - 50);
  }

  /// The same for files of examples, on changes of one with every member.
  @Test
  void agreesWithTheReaderOfExamples() {
    String whole =
        """
        cases:
          - name: everything
            given:
              image: registry.example/a:1
              at: 2026-11-22T09:00:00Z
              dataDate: 2026-11-22T09:00:00Z
              starterSet: false
              flaws:
                - flaw: CVE-2026-0001
                  package: a
                  cvss: CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:L/I:N/A:N
                  rating: low
                  by: nvd
                  standing: unknown
                  fixed: "2"
                  knownExploited: {added: 2026-11-01, due: 2026-11-22}
                  automatable: false
                  totalImpact: true
                  epss: "0.5"
                  firstDetected: 2026-11-01T00:00:00Z
              seen: {secret: low}
              notInspected: [check]
              licences: [MIT]
              labels: {a: b}
              base: b
              builder: c
              signatures: [{signer: d, issuer: e, valid: true}]
              facts: {exposure: internal}
              before: {cleared: true, same: false, open: [CVE-2026-0002]}
            expect: {verdict: refused, because: [a], due: {CVE-2026-0001: never}}
        """;
    Schema schema = Policies.schema("examples.schema.json");
    List<String> disagreements = new ArrayList<>();
    int[] count = {0};
    changed(
        Policies.json(whole),
        "",
        (place, changed) -> {
          boolean isRead = isRead(changed);
          count[0]++;
          if (isRead != Policies.faults(schema, changed).isEmpty()) {
            disagreements.add(place + (isRead ? " is read" : " is refused"));
          }
        });
    assertThat(disagreements).isEmpty();
    assertThat(count[0]).isGreaterThan(1_000);
    for (String name : names()) {
      assertThat(Policies.faults(schema, Policies.json(BuiltInPolicies.examples(name)))).isEmpty();
    }
  }

  private static boolean isRead(JsonObject examples) {
    try {
      PolicyExamples.read(JsonWriter.canonical(examples), "a.json", Limits.defaults());
      return true;
    } catch (SeaworthyException e) {
      return false;
    }
  }

  /// Facts have a file of their own as well as a place in policies.
  @Test
  void saysTheSameOfFactsInBothSchemas() throws IOException {
    JsonReader reader = new JsonReader(Limits.defaults());
    JsonObject facts =
        reader.readObject(
            Files.readAllBytes(Policies.SCHEMAS.resolve("facts.schema.json")), "facts");
    JsonObject policy =
        reader.readObject(
            Files.readAllBytes(Policies.SCHEMAS.resolve("policy.schema.json")), "policy");
    Map<String, JsonValue> own = new LinkedHashMap<>(facts.members());
    own.keySet().removeAll(Set.of("$schema", "$id", "title"));
    assertThat(own).isEqualTo(policy.object("properties").object("facts").members());
  }

  private static String fault(JsonObject document) {
    try {
      PolicyReader.read(document, "test");
      return "";
    } catch (SeaworthyException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /// A document with one thing changed.
  private interface Change {
    void see(String place, JsonObject changed);
  }

  private static void changed(JsonObject whole, String pointer, Change change) {
    inside(whole, pointer, (place, value) -> change.see(place, (JsonObject) value));
  }

  private interface Part {
    void see(String place, JsonValue changed);
  }

  private static void inside(JsonValue value, String pointer, Part part) {
    switch (value) {
      case JsonObject(Map<String, JsonValue> members) -> {
        replaced(members, "unheardOf", json("1"), with -> part.see(pointer + "/unheardOf", with));
        members.forEach((name, member) -> {
          Map<String, JsonValue> less = new LinkedHashMap<>(members);
          less.remove(name);
          part.see(pointer + "/" + name + " removed", new JsonObject(less));
          for (String other : VALUES) {
            replaced(
                members,
                name,
                json(other),
                with -> part.see(pointer + "/" + name + " " + other, with));
          }
          inside(
              member,
              pointer + "/" + name,
              (place, changed) -> replaced(members, name, changed, with -> part.see(place, with)));
        });
      }
      case JsonArray(List<JsonValue> items) -> {
        for (int i = 0; i < items.size(); i++) {
          int at = i;
          inside(
              items.get(i),
              pointer + "/" + i,
              (place, changed) -> {
                List<JsonValue> with = new ArrayList<>(items);
                with.set(at, changed);
                part.see(place, new JsonArray(with));
              });
        }
      }
      default -> {
        // Replaced as a whole by whoever holds it.
      }
    }
  }

  private static void replaced(
      Map<String, JsonValue> members, String name, JsonValue value, Consumer<JsonObject> use) {
    Map<String, JsonValue> with = new LinkedHashMap<>(members);
    with.put(name, value);
    use.accept(new JsonObject(with));
  }

  private static JsonValue json(String text) {
    return new JsonReader(Limits.defaults()).read(text.getBytes(StandardCharsets.UTF_8), "a value");
  }
}
