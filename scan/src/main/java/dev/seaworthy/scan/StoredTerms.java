package dev.seaworthy.scan;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.JsonBuilder;
import dev.seaworthy.base.JsonReader;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.JsonWriter;
import dev.seaworthy.base.Limits;
import dev.seaworthy.verdict.AssetClass;
import dev.seaworthy.verdict.Circumstances;
import dev.seaworthy.verdict.Circumstances.Predecessor;
import dev.seaworthy.verdict.Deviation;
import dev.seaworthy.verdict.FindingId;
import dev.seaworthy.verdict.ManualStep;
import dev.seaworthy.verdict.Policy;
import dev.seaworthy.verdict.PolicyReader;
import dev.seaworthy.verdict.Verdict;
import dev.seaworthy.verdict.VerdictError;
import dev.seaworthy.verdict.policy.DeclaredFacts;
import dev.seaworthy.verdict.policy.SignatureFact;
import dev.seaworthy.verdict.policy.SignatureSearch;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a verdict was decided by beside the image and the data: kept, so that it can be decided
/// again. First detections stand in the certificate itself.
///
/// @param deviations that were used
/// @param formerly the names that the image had before
/// @param manualSteps what people did by hand in the pipeline
record StoredTerms(
    AssetClass asset,
    Policy policy,
    DeclaredFacts facts,
    String builder,
    SignatureSearch signatures,
    @Nullable Predecessor predecessorOrNull,
    List<AssetClass> formerly,
    List<Deviation> deviations,
    List<ManualStep> manualSteps) {

  private static final int FORM = 1;

  /// Of a verdict in its circumstances.
  static StoredTerms of(Verdict verdict, Circumstances circumstances) {
    return new StoredTerms(
        verdict.asset(),
        verdict.policy(),
        circumstances.facts(),
        circumstances.builder(),
        circumstances.signatures(),
        circumstances.predecessorOrNull(),
        circumstances.formerly().stream().sorted(AssetClass.ORDER).toList(),
        used(verdict),
        circumstances.manualSteps());
  }

  private static List<Deviation> used(Verdict verdict) {
    Map<String, Deviation> used = new LinkedHashMap<>();
    verdict.reliefs().values().stream()
        .flatMap(relief -> relief.deviations().stream())
        .sorted((one, other) -> one.request().id().compareTo(other.request().id()))
        .forEach(each -> used.put(each.request().id(), each));
    return List.copyOf(used.values());
  }

  /// The same circumstances after another image of the asset.
  Circumstances circumstances(@Nullable Predecessor before, Collection<AssetClass> names) {
    return new Circumstances(
        null, Map.of(), null, builder, signatures, facts, before, List.copyOf(names), manualSteps);
  }

  byte[] write() {
    JsonBuilder json =
        new JsonBuilder()
            .put("form", FORM)
            .put("asset", asset.toJson())
            .put("policy", policy.toJson())
            .put("facts", facts.toJson())
            .put("builder", builder)
            .put("signatures", signatures(signatures))
            .putArray("formerly", formerly.stream().map(AssetClass::toJson).toList())
            .putArray("deviations", deviations.stream().map(Deviation::toJson).toList());
    if (!manualSteps.isEmpty()) {
      json.putArray("manualSteps", manualSteps.stream().map(StoredTerms::manualStep).toList());
    }
    Predecessor before = predecessorOrNull;
    if (before != null) {
      json.put(
          "predecessor",
          new JsonBuilder()
              .put("image", before.digest().toString())
              .put("isCleared", before.isCleared())
              .putStrings("open", before.open().stream().map(FindingId::value).sorted().toList())
              .build());
    }
    return JsonWriter.canonical(json.build());
  }

  /// @param bytes whose digest was compared
  /// @throws RuntimeException when it isn't such a document: a
  ///   [dev.seaworthy.base.SeaworthyException], an IllegalArgumentException or a DateTimeException
  static StoredTerms read(byte[] bytes, String what, Limits limits) {
    JsonObject json = new JsonReader(limits).readObject(bytes, what);
    if (json.integer("form").orElse(0L) != FORM) {
      throw new IllegalArgumentException("it has the form " + json.integer("form").orElse(0L));
    }
    JsonObject before = json.object("predecessor");
    return new StoredTerms(
        AssetClass.read(json.object("asset")),
        PolicyReader.read(
            JsonWriter.canonical(json.object("policy")), "the stored policy.json", limits),
        DeclaredFacts.read(
            JsonWriter.canonical(json.object("facts")),
            "the stored facts.json",
            VerdictError.BAD_FACTS,
            limits),
        json.text("builder"),
        signatures(json.object("signatures")),
        json.get("predecessor").isEmpty()
            ? null
            : new Predecessor(
                Digest.parse(before.text("image")),
                before.isTrue("isCleared"),
                before.strings("open").stream().map(FindingId::parse).collect(Collectors.toSet())),
        json.objects("formerly").stream().map(AssetClass::read).toList(),
        json.objects("deviations").stream().map(Deviation::of).toList(),
        json.objects("manualSteps").stream()
            .map(each -> new ManualStep(each.text("step"), each.text("reason"), each.text("by")))
            .toList());
  }

  private static JsonObject manualStep(ManualStep step) {
    return new JsonBuilder()
        .put("step", step.what())
        .put("reason", step.reason())
        .put("by", step.reviewer())
        .build();
  }

  private static JsonObject signatures(SignatureSearch search) {
    return new JsonBuilder()
        .put("isMade", search.isMade())
        .putStrings("trusted", search.trusted())
        .putStrings("places", search.places())
        .putArray("facts", search.facts().stream().map(StoredTerms::signature).toList())
        .putStrings("problems", search.problems())
        .build();
  }

  private static SignatureSearch signatures(JsonObject json) {
    return new SignatureSearch(
        json.isTrue("isMade"),
        json.strings("trusted"),
        json.strings("places"),
        json.objects("facts").stream().map(StoredTerms::signature).toList(),
        json.strings("problems"));
  }

  private static JsonObject signature(SignatureFact fact) {
    return new JsonBuilder()
        .put("signer", fact.signer())
        .put("issuer", fact.issuer())
        .put("isValid", fact.isValid())
        .put("place", fact.place())
        .put("code", fact.code())
        .put("detail", fact.detail())
        .build();
  }

  private static SignatureFact signature(JsonObject json) {
    return new SignatureFact(
        json.text("signer"),
        json.text("issuer"),
        json.isTrue("isValid"),
        json.text("place"),
        json.text("code"),
        json.text("detail"));
  }
}
