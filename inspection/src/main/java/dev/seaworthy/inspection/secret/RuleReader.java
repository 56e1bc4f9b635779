package dev.seaworthy.inspection.secret;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.JsonReader;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.Limits;
import dev.seaworthy.inspection.InspectionRule;
import dev.seaworthy.inspection.Reference;
import dev.seaworthy.inspection.Subject;
import dev.seaworthy.inspection.secret.SecretRule.Form;
import dev.seaworthy.rulebook.BilingualText;
import dev.seaworthy.rulebook.Rating;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads the rules from the files that come with the program. Strict: they are our own data.
final class RuleReader {

  private static final List<String> FILES =
      List.of("groups.json", "keys.json", "tokens.json", "services.json", "files.json");

  private static final Set<String> MEMBERS =
      Set.of(
          "id",
          "title",
          "group",
          "rating",
          "form",
          "rank",
          "keywords",
          "expression",
          "reach",
          "span",
          "entropy",
          "path",
          "allowed",
          "binaries",
          "positive",
          "negative");

  private static final int SPAN_DEFAULT = 600;

  /// What the rules of a group have in common.
  private record Group(
      BilingualText reason, BilingualText fix, Rating rating, List<Reference> references) {}

  private final Map<String, Group> groups = new HashMap<>();
  private final List<SecretRule> rules = new ArrayList<>();
  private final List<InspectionRule> detectors = new ArrayList<>();

  private RuleReader() {}

  static SecretRules builtIn() {
    RuleReader reader = new RuleReader();
    StringBuilder digests = new StringBuilder();
    for (String file : FILES) {
      byte[] bytes = bytes(file);
      digests.append(Digest.sha256(bytes)).append('\n');
      JsonObject object = new JsonReader(Limits.defaults()).readObject(bytes, file);
      object.objects("groups").forEach(reader::group);
      object.objects("rules").forEach(reader::rule);
      object.objects("detectors").forEach(rule -> reader.detectors.add(reader.description(rule)));
    }
    byte[] all = digests.toString().getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    return SecretRules.of(reader.rules, reader.detectors, Digest.sha256(all).toString());
  }

  private static byte[] bytes(String file) {
    try (InputStream in = RuleReader.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is missing in this build");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void group(JsonObject object) {
    List<Reference> references =
        object.objects("references").stream()
            .map(reference ->
                new Reference(
                    reference.text("catalogue"), reference.text("edition"), reference.text("id")))
            .toList();
    groups.put(
        object.text("name"),
        new Group(
            text(object.object("reason")),
            text(object.object("fix")),
            rating(object.text("rating")),
            references));
  }

  private static BilingualText text(JsonObject object) {
    return new BilingualText(object.text("en"), object.text("zh"));
  }

  private static Rating rating(String word) {
    return Rating.valueOf(word.toUpperCase(Locale.ROOT));
  }

  private InspectionRule description(JsonObject object) {
    String id = "secret." + object.text("id");
    Group group = groups.get(object.text("group"));
    if (group == null) {
      throw new IllegalArgumentException(id + " is of no group");
    }
    return new InspectionRule(
        Subject.SECRET,
        id,
        text(object.object("title")),
        group.reason(),
        group.fix(),
        object.string("rating").map(RuleReader::rating).orElse(group.rating()),
        group.references());
  }

  private void rule(JsonObject object) {
    InspectionRule rule = description(object);
    for (String member : object.members().keySet()) {
      if (!MEMBERS.contains(member)) {
        throw new IllegalArgumentException("%s has the member %s".formatted(rule.id(), member));
      }
    }
    Form form = Form.valueOf(object.text("form").toUpperCase(Locale.ROOT));
    Optional<String> path = object.string("path");
    int rank =
        object
            .integer("rank")
            .map(Long::intValue)
            .orElse(form == Form.ASSIGNED ? SecretRules.ASSIGNED_RANK : 0);
    rules.add(
        new SecretRule(
            rule,
            form,
            rank,
            object.strings("keywords"),
            Pattern.compile(object.text("expression")),
            number(object, "reach", 0),
            number(object, "span", SPAN_DEFAULT),
            object.string("entropy").map(Double::parseDouble).orElse(0.0),
            path.map(Pattern::compile).orElse(null),
            object.strings("allowed").stream().map(Pattern::compile).toList(),
            object.isTrue("binaries"),
            object.strings("positive"),
            object.strings("negative")));
  }

  private static int number(JsonObject object, String name, int otherwise) {
    return object.integer(name).map(Long::intValue).orElse(otherwise);
  }
}
