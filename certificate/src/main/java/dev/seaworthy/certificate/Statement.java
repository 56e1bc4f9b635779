package dev.seaworthy.certificate;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.JsonBuilder;
import dev.seaworthy.base.JsonReader;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.JsonWriter;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.rulebook.Rating;
import dev.seaworthy.verdict.AssetClass;
import dev.seaworthy.verdict.FindingId;
import dev.seaworthy.verdict.ManualStep;
import dev.seaworthy.verdict.Verdict.Outcome;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A certificate as the in-toto statement (v1) that is signed.
final class Statement {

  /// The kind of document in the envelope.
  static final String TYPE = "application/vnd.in-toto+json";

  private static final String STATEMENT = "https://in-toto.io/Statement/v1";

  private Statement() {}

  static byte[] write(Certificate certificate) {
    JsonObject subject =
        new JsonBuilder()
            .put("name", certificate.subjectName())
            .put(
                "digest",
                new JsonBuilder()
                    .put(certificate.subject().algorithm().wireName(), certificate.subject().hex())
                    .build())
            .build();
    return JsonWriter.canonical(
        new JsonBuilder()
            .put("_type", STATEMENT)
            .putArray("subject", List.of(subject))
            .put("predicateType", Certificate.PREDICATE)
            .put("predicate", predicate(certificate))
            .build());
  }

  private static JsonObject predicate(Certificate certificate) {
    JsonBuilder counts = new JsonBuilder();
    for (Rating rating : Rating.values()) {
      counts.put(rating.word(), certificate.counts().getOrDefault(rating, 0));
    }
    JsonBuilder json =
        new JsonBuilder()
            .put("asset", certificate.asset().toJson())
            .put("verdict", certificate.outcome().word())
            .put("surveyedAt", certificate.surveyedAt().toString())
            .put("issuedAt", certificate.issuedAt().toString())
            .put("validUntil", certificate.validUntil().toString())
            .putArray("bounds", certificate.bounds().stream().map(Statement::bound).toList())
            .put(
                "policy",
                new JsonBuilder()
                    .put("name", certificate.policyName())
                    .put("digest", certificate.policy().toString())
                    .build())
            .putArray("data", certificate.data().stream().map(Statement::data).toList())
            .put("tool", certificate.tool())
            .put("findings", counts.put("inTheWay", certificate.inTheWay()).build())
            .putArray(
                "detections", certificate.detections().stream().map(Statement::detection).toList())
            .putStrings("deviations", certificate.deviations())
            .putUnlessEmpty("builder", certificate.builder())
            .put("cryptography", certificate.cryptography());
    if (certificate.wasCleared()) {
      json.put("wasCleared", true);
    }
    Reevaluated again = certificate.reevaluatedOrNull();
    if (again != null) {
      json.put("reevaluation", reevaluation(again));
    }
    if (!certificate.manualSteps().isEmpty()) {
      json.putArray(
          "manualSteps", certificate.manualSteps().stream().map(Statement::manualStep).toList());
    }
    put(json, "previous", certificate.previousOrNull());
    put(json, "sbom", certificate.sbomOrNull());
    return json.build();
  }

  private static void put(JsonBuilder json, String name, @Nullable Digest digest) {
    if (digest != null) {
      json.put(name, digest.toString());
    }
  }

  private static JsonObject manualStep(ManualStep step) {
    return new JsonBuilder()
        .put("step", step.what())
        .putUnlessEmpty("reason", step.reason())
        .putUnlessEmpty("by", step.reviewer())
        .build();
  }

  private static JsonObject reevaluation(Reevaluated again) {
    JsonBuilder json =
        new JsonBuilder().put("of", again.of().toString()).put("at", again.at().toString());
    Reevaluated.Acceptance acceptance = again.acceptanceOrNull();
    if (acceptance != null) {
      json.put("acceptedBy", acceptance.by()).put("acceptedOn", acceptance.on().toString());
    }
    return json.build();
  }

  private static JsonObject bound(Bound bound) {
    return new JsonBuilder()
        .put("kind", bound.kind())
        .put("until", bound.until().toString())
        .put("reason", bound.reason())
        .build();
  }

  private static JsonObject data(DatedDigest data) {
    return new JsonBuilder()
        .put("name", data.name())
        .put("digest", data.digest().toString())
        .put("date", data.date().toString())
        .build();
  }

  private static JsonObject detection(Detection detection) {
    JsonBuilder json =
        new JsonBuilder()
            .put("finding", detection.finding().value())
            .put("firstDetected", detection.firstDetected().toString());
    return (detection.isOpen() ? json.put("open", true) : json).build();
  }

  /// @throws SeaworthyException [CertificateError#NOT_A_CERTIFICATE]
  static Certificate read(byte[] bytes, Limits limits) {
    try {
      JsonObject statement = new JsonReader(limits).readObject(bytes, "the statement");
      List<JsonObject> subjects = statement.objects("subject");
      require(statement.text("_type").equals(STATEMENT), "it is no in-toto statement v1");
      require(
          statement.text("predicateType").equals(Certificate.PREDICATE),
          "its predicate is " + Text.shorten(statement.text("predicateType"), 80));
      require(subjects.size() == 1, "it has %s subjects".formatted(subjects.size()));
      Certificate read = certificate(subjects.getFirst(), statement.object("predicate"));
      require(
          Instant.parse(statement.object("predicate").text("validUntil")).equals(read.validUntil()),
          "validUntil isn't the earliest of its bounds");
      return read;
    } catch (SeaworthyException
        | DateTimeException
        | ArithmeticException
        | IllegalArgumentException e) {
      throw new SeaworthyException(
          CertificateError.NOT_A_CERTIFICATE,
          "it is signed, and can't be read: " + Text.shorten(String.valueOf(e.getMessage()), 160),
          e);
    }
  }

  private static Certificate certificate(JsonObject subject, JsonObject predicate) {
    JsonObject asset = predicate.object("asset");
    JsonObject policy = predicate.object("policy");
    JsonObject findings = predicate.object("findings");
    Map<Rating, Integer> counts = new EnumMap<>(Rating.class);
    for (Rating rating : Rating.values()) {
      counts.put(rating, number(findings, rating.word()));
    }
    return new Certificate(
        subject.text("name"),
        Digest.parse("sha256:" + subject.object("digest").text("sha256")),
        AssetClass.read(asset),
        outcome(predicate.text("verdict")),
        Instant.parse(predicate.text("surveyedAt")),
        Instant.parse(predicate.text("issuedAt")),
        predicate.objects("bounds").stream()
            .map(each ->
                new Bound(
                    each.text("kind"), Instant.parse(each.text("until")), each.text("reason")))
            .toList(),
        policy.text("name"),
        Digest.parse(policy.text("digest")),
        predicate.objects("data").stream()
            .map(each ->
                new DatedDigest(
                    each.text("name"),
                    Digest.parse(each.text("digest")),
                    Instant.parse(each.text("date"))))
            .toList(),
        predicate.text("tool"),
        counts,
        number(findings, "inTheWay"),
        predicate.objects("detections").stream()
            .map(each ->
                new Detection(
                    FindingId.parse(each.text("finding")),
                    Instant.parse(each.text("firstDetected")),
                    each.isTrue("open")))
            .toList(),
        digestOrNull(predicate, "previous"),
        predicate.strings("deviations"),
        digestOrNull(predicate, "sbom"),
        predicate.text("builder"),
        predicate.text("cryptography"),
        predicate.isTrue("wasCleared"),
        predicate.get("reevaluation").isEmpty()
            ? null
            : reevaluated(predicate.object("reevaluation")),
        predicate.objects("manualSteps").stream()
            .map(each -> new ManualStep(each.text("step"), each.text("reason"), each.text("by")))
            .toList());
  }

  private static Reevaluated reevaluated(JsonObject json) {
    return new Reevaluated(
        Digest.parse(json.text("of")),
        Instant.parse(json.text("at")),
        json.text("acceptedBy").isEmpty()
            ? null
            : new Reevaluated.Acceptance(
                json.text("acceptedBy"), LocalDate.parse(json.text("acceptedOn"))));
  }

  private static int number(JsonObject object, String member) {
    return Math.toIntExact(object.integer(member).orElse(0L));
  }

  private static @Nullable Digest digestOrNull(JsonObject object, String member) {
    String text = object.text(member);
    return text.isEmpty() ? null : Digest.parse(text);
  }

  private static Outcome outcome(String word) {
    return Arrays.stream(Outcome.values())
        .filter(outcome -> outcome.word().equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("verdict " + Text.shorten(word, 40)));
  }

  private static void require(boolean isSo, String problem) {
    if (!isSo) {
      throw new IllegalArgumentException(problem);
    }
  }
}
