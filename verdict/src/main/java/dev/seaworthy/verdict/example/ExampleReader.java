package dev.seaworthy.verdict.example;

import dev.seaworthy.inspection.Subject;
import dev.seaworthy.rulebook.Rating;
import dev.seaworthy.verdict.document.DocumentPart;
import dev.seaworthy.verdict.document.PlacedDocument.Place;
import dev.seaworthy.verdict.example.Example.Before;
import dev.seaworthy.verdict.example.Example.Expectation;
import dev.seaworthy.verdict.policy.DeclaredFacts;
import dev.seaworthy.verdict.policy.SignatureFact;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Reads examples strictly.
final class ExampleReader {

  private static final String IMAGE = "registry.example/shop/cart:1.8";
  private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
  private static final Rating[] RATINGS = {
    Rating.CRITICAL, Rating.HIGH, Rating.MODERATE, Rating.LOW
  };

  private ExampleReader() {}

  static Example read(DocumentPart part) {
    part.only(Set.of("name", "given", "expect"));
    DocumentPart given =
        part.part("given")
            .only(
                Set.of(
                    "image",
                    "at",
                    "dataDate",
                    "starterSet",
                    "flaws",
                    "seen",
                    "notInspected",
                    "licences",
                    "labels",
                    "base",
                    "builder",
                    "signatures",
                    "facts",
                    "before"));
    Instant at = given.has("at") ? given.instant("at") : NOW;
    return new Example(
        part.text("name"),
        place(part),
        given.has("image") ? given.text("image") : IMAGE,
        at,
        given.has("dataDate") ? given.instant("dataDate") : at,
        given.flagOrFalse("starterSet"),
        given.parts("flaws").stream().map(ExampleFlaw::read).toList(),
        firstDetected(given),
        seen(given),
        given.textsOrNone("notInspected").stream()
            .map(word -> given.oneOf("notInspected", word, Subject.values(), Subject::word))
            .toList(),
        given.textsOrNone("licences"),
        given.has("labels") ? given.textsByName("labels") : Map.of(),
        given.textOrEmpty("base"),
        given.textOrEmpty("builder"),
        given.parts("signatures").stream().map(ExampleReader::signature).toList(),
        given.has("facts") ? DeclaredFacts.read(given.part("facts")) : DeclaredFacts.NONE,
        before(given),
        expected(part.part("expect")));
  }

  private static String place(DocumentPart part) {
    Place place = part.document().values().get(part.pointer());
    String what = part.document().what();
    return place == null ? what : "%s:%s:%s".formatted(what, place.line(), place.column());
  }

  private static Map<String, Instant> firstDetected(DocumentPart given) {
    Map<String, Instant> times = new TreeMap<>();
    for (DocumentPart flaw : given.parts("flaws")) {
      if (flaw.has("firstDetected")) {
        times.put(flaw.text("flaw"), flaw.instant("firstDetected"));
      }
    }
    return times;
  }

  private static Map<Subject, Rating> seen(DocumentPart given) {
    Map<Subject, Rating> seen = new EnumMap<>(Subject.class);
    if (given.has("seen")) {
      DocumentPart part = given.part("seen");
      for (String word : part.object().members().keySet()) {
        seen.put(
            given.oneOf("seen", word, Subject.values(), Subject::word),
            part.oneOf(word, RATINGS, Rating::word));
      }
    }
    return seen;
  }

  private static SignatureFact signature(DocumentPart part) {
    part.only(Set.of("signer", "issuer", "valid"));
    return new SignatureFact(
        part.text("signer"), part.textOrEmpty("issuer"), part.flag("valid"), "an example");
  }

  private static Before before(DocumentPart given) {
    if (!given.has("before")) {
      return new Before(false, false, false, List.of());
    }
    DocumentPart before = given.part("before").only(Set.of("cleared", "same", "open"));
    return new Before(
        true, before.flag("cleared"), before.flagOrFalse("same"), before.textsOrNone("open"));
  }

  private static Expectation expected(DocumentPart part) {
    part.only(Set.of("verdict", "because", "due"));
    return new Expectation(
        part.oneOf("verdict", new String[] {"cleared", "refused"}, word -> word),
        part.has("because") ? part.texts("because") : List.of(),
        part.has("due") ? part.textsByName("due") : Map.of());
  }
}
