package dev.seaworthy.verdict;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.JsonBuilder;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.JsonWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Deviations as an OpenVEX document (OpenVEX specification v0.2.0), for whoever looks at the image
/// with another tool.
public final class OpenVex {

  private static final String CONTEXT = "https://openvex.dev/ns/v0.2.0";

  private OpenVex() {}

  /// What can be said of the flaws today: an approved false positive isn't affected, what isn't
  /// decided is under investigation, everything else is affected.
  ///
  /// @param author who says so
  public static JsonObject of(
      List<Deviation> deviations, String author, Instant now, ZoneId zone, Approval approval) {
    List<JsonObject> statements = new ArrayList<>();
    deviations.stream()
        // Of what was edited or signed by the wrong people nothing is said.
        .filter(deviation -> deviation.flawOrNull() == null)
        .filter(deviation -> !deviation.request().components().isEmpty())
        .sorted(Comparator.comparing(deviation -> deviation.request().id()))
        .forEach(deviation ->
            statements.add(statement(deviation, deviation.state(now, zone, approval))));
    JsonObject content =
        new JsonBuilder()
            .put("@context", CONTEXT)
            .put("author", author)
            .put("timestamp", now.toString())
            .put("version", 1)
            .putArray("statements", statements)
            .build();
    JsonBuilder document =
        new JsonBuilder()
            .put("@context", CONTEXT)
            .put(
                "@id",
                "https://openvex.dev/docs/public/vex-"
                    + Digest.sha256(JsonWriter.canonical(content)).hex());
    return document
        .put("author", author)
        .put("timestamp", now.toString())
        .put("version", 1)
        .putArray("statements", statements)
        .build();
  }

  private static JsonObject statement(Deviation deviation, DeviationState state) {
    DeviationRequest request = deviation.request();
    List<JsonObject> subcomponents =
        request.components().stream()
            .map(purl -> new JsonBuilder().put("@id", purl).build())
            .toList();
    JsonBuilder json =
        new JsonBuilder()
            .put("vulnerability", new JsonBuilder().put("name", request.name()).build())
            .putArray(
                "products",
                List.of(
                    new JsonBuilder()
                        .put("@id", request.asset().name())
                        .putArray("subcomponents", subcomponents)
                        .build()))
            .put(
                "timestamp",
                deviation.steps().isEmpty()
                    ? Instant.EPOCH.toString()
                    : deviation.steps().getLast().at().toString());
    boolean isClosed =
        request.kind() == DeviationKind.FALSE_POSITIVE && state == DeviationState.APPROVED;
    if (isClosed) {
      json.put("status", "not_affected");
      // One of the two must be there.
      return request.justification().isEmpty()
          ? json.put("impact_statement", request.reason()).build()
          : json.put("justification", request.justification())
              .put("impact_statement", request.reason())
              .build();
    }
    if (state == DeviationState.PENDING && request.kind() == DeviationKind.FALSE_POSITIVE) {
      return json.put("status", "under_investigation")
          .put("status_notes", "%s, %s".formatted(request.kind().word(), state.word()))
          .build();
    }
    return json.put("status", "affected")
        .put("status_notes", "%s, %s".formatted(request.kind().word(), state.word()))
        .put("action_statement", request.reason())
        .build();
  }
}
