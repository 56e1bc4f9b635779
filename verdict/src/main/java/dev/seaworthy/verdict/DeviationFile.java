package dev.seaworthy.verdict;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.JsonBuilder;
import dev.seaworthy.base.JsonReader;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.JsonWriter;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.rulebook.Rating;
import dev.seaworthy.signing.DsseEnvelope;
import dev.seaworthy.signing.Signer;
import dev.seaworthy.verdict.document.DocumentPart;
import dev.seaworthy.verdict.document.PlacedDocument;
import dev.seaworthy.verdict.document.YamlText;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The file of one deviation: the request in plain words, and a signed envelope for each step. What
/// is signed is canonical JSON, so that the file's own form may change.
///
/// @param request what is asked for
/// @param envelopes of the steps, in their order
public record DeviationFile(DeviationRequest request, List<DsseEnvelope> envelopes) {

  /// More steps than that nobody takes.
  private static final int STEPS_MAX = 1_000;

  private static final Set<String> MEMBERS = Set.of("deviation", "steps");
  private static final Set<String> REQUEST =
      Set.of(
          "id",
          "kind",
          "asset",
          "finding",
          "name",
          "components",
          "contents",
          "fixes",
          "original",
          "adjusted",
          "product",
          "reason",
          "justification",
          "evidence",
          "carriesOver",
          "requester",
          "expires");

  public DeviationFile {
    envelopes = List.copyOf(envelopes);
  }

  /// Reads a file in YAML or JSON.
  ///
  /// @throws SeaworthyException [VerdictError#BAD_DEVIATION] naming file, line and column
  public static DeviationFile read(byte[] bytes, String name, Limits limits) {
    DocumentPart root =
        PlacedDocument.read(bytes, name, VerdictError.BAD_DEVIATION, limits).root().only(MEMBERS);
    List<DocumentPart> steps = root.parts("steps");
    if (steps.size() > STEPS_MAX) {
      throw root.bad("steps", "has more than %s entries".formatted(STEPS_MAX));
    }
    DeviationRequest request = request(root, root.part("deviation").only(REQUEST));
    List<DsseEnvelope> envelopes = new ArrayList<>();
    for (DocumentPart step : steps) {
      try {
        envelopes.add(DsseEnvelope.read(step.object(), "step " + (envelopes.size() + 1)));
      } catch (SeaworthyException e) {
        throw root.bad(
            "steps", "step %s can't be read: %s".formatted(envelopes.size() + 1, e.getMessage()));
      }
    }
    return new DeviationFile(request, envelopes);
  }

  /// A request alone, as [DeviationRequest#toJson] writes it.
  ///
  /// @throws SeaworthyException [VerdictError#BAD_DEVIATION]
  static DeviationRequest request(JsonObject json) {
    DocumentPart root =
        PlacedDocument.of(
                new JsonBuilder().put("deviation", json).build(),
                "the stored deviation",
                VerdictError.BAD_DEVIATION)
            .root();
    return request(root, root.part("deviation").only(REQUEST));
  }

  private static DeviationRequest request(DocumentPart root, DocumentPart part) {
    DocumentPart asset = part.part("asset").only(Set.of("boundary", "name"));
    try {
      return new DeviationRequest(
          part.text("id"),
          part.oneOf("kind", DeviationKind.values(), DeviationKind::word),
          new AssetClass(asset.object().text("boundary"), asset.text("name")),
          FindingId.parse(part.text("finding")),
          part.text("name"),
          part.texts("components"),
          part.textsOrNone("contents"),
          part.texts("fixes"),
          part.oneOf("original", Rating.values(), Rating::word),
          part.oneOfOrNull("adjusted", Rating.values(), Rating::word),
          part.textOrEmpty("product"),
          part.text("reason"),
          part.textOrEmpty("justification"),
          part.texts("evidence").stream().map(Digest::parse).toList(),
          part.flag("carriesOver"),
          part.text("requester"),
          part.day("expires"));
    } catch (IllegalArgumentException e) {
      throw root.bad("deviation", "can't be one: " + e.getMessage());
    } catch (SeaworthyException e) {
      throw e.code() == VerdictError.BAD_DEVIATION
          ? e
          : root.bad("deviation", "can't be one: " + e.getMessage());
    }
  }

  /// The file with one step more.
  public DeviationFile with(DeviationStep step, Signer signer) {
    List<DsseEnvelope> more = new ArrayList<>(envelopes);
    more.add(
        DsseEnvelope.sign(
            DeviationStep.TYPE,
            JsonWriter.canonical(step.toJson(request.digest(), last())),
            List.of(signer)));
    return new DeviationFile(request, more);
  }

  /// What the next step follows. Nothing that isn't verified is taken from it: a digest of bytes.
  private Digest last() {
    return envelopes.isEmpty() ? request.digest() : envelopes.getLast().claimedDigest();
  }

  /// The file as YAML, for people too.
  public String toYaml() {
    return "# A deviation; its steps are signed. See seaworthy deviation --help.\n"
        + YamlText.of(toJson());
  }

  /// The file as a document.
  public JsonObject toJson() {
    return new JsonBuilder()
        .put("deviation", request.toJson())
        .putArray("steps", envelopes.stream().map(DsseEnvelope::toJsonObject).toList())
        .build();
  }

  /// Checks the signatures and the order of the steps. What is wrong stands in the result: such a
  /// deviation gives no relief, and says why.
  public Deviation verified(People people, Limits limits) {
    return new StepReader(this, people, limits).deviation();
  }

  /// Follows the steps.
  private static final class StepReader {
    private final DeviationFile file;
    private final People people;
    private final Limits limits;
    private final List<DeviationStep> steps = new ArrayList<>();
    private final List<Digest> digests = new ArrayList<>();
    private Digest last;

    StepReader(DeviationFile file, People people, Limits limits) {
      this.file = file;
      this.people = people;
      this.limits = limits;
      this.last = file.request.digest();
    }

    Deviation deviation() {
      Deviation.@Nullable Flaw flaw = null;
      for (DsseEnvelope envelope : file.envelopes) {
        flaw = flawOf(envelope);
        if (flaw != null) {
          break;
        }
      }
      if (flaw == null && steps.isEmpty()) {
        flaw = flaw(VerdictError.DEVIATION_UNSIGNED, "nobody has signed the request");
      }
      return new Deviation(file.request, steps, digests, flaw);
    }

    private Deviation.@Nullable Flaw flawOf(DsseEnvelope envelope) {
      int number = steps.size() + 1;
      JsonObject json;
      DeviationStep step;
      DsseEnvelope.Verified verified;
      try {
        verified = envelope.verifiedPayload(DeviationStep.TYPE, people.keys());
        json = new JsonReader(limits).readObject(verified.payload(), "step " + number);
        step = DeviationStep.of(json);
      } catch (SeaworthyException | DateTimeException | IllegalArgumentException e) {
        return flaw(
            VerdictError.DEVIATION_UNSIGNED,
            "step %s: %s".formatted(number, Text.shorten(String.valueOf(e.getMessage()), 160)));
      }
      if (!json.text("request").equals(file.request.digest().toString())) {
        return flaw(
            VerdictError.DEVIATION_EDITED,
            "step %s (%s by %s) was signed for another text"
                .formatted(number, step.word(), Text.visible(step.by())));
      }
      if (!json.text("previous").equals(last.toString())) {
        return flaw(
            VerdictError.DEVIATION_EDITED,
            "step %s (%s by %s) doesn't follow the one before it"
                .formatted(number, step.word(), Text.visible(step.by())));
      }
      People.Person person = people.named(step.by()).orElse(null);
      if (person == null || !person.key().equals(verified.signer())) {
        return flaw(
            VerdictError.DEVIATION_UNSIGNED,
            "step %s names %s, and another's key signed it"
                .formatted(number, Text.visible(step.by())));
      }
      if (!person.duties().contains(step.duty())) {
        return flaw(
            VerdictError.DEVIATION_NOT_ALLOWED,
            "step %s: %s may not %s"
                .formatted(number, Text.visible(person.name()), step.duty().word()));
      }
      Deviation.Flaw order = order(step, number);
      if (order != null) {
        return order;
      }
      steps.add(step);
      last = Digest.sha256(verified.payload());
      digests.add(last);
      return null;
    }

    private Deviation.@Nullable Flaw order(DeviationStep step, int number) {
      String requester = file.request.requester();
      if (steps.isEmpty() != step instanceof DeviationStep.Requested) {
        return flaw(
            VerdictError.DEVIATION_UNSIGNED,
            steps.isEmpty()
                ? "the first step is no request"
                : "step %s is a second request".formatted(number));
      }
      if (!steps.isEmpty() && step.at().isBefore(steps.getLast().at())) {
        return flaw(
            VerdictError.DEVIATION_EDITED,
            "step %s is of %s, before the one that it follows".formatted(number, step.at()));
      }
      return switch (step) {
        case DeviationStep.Requested requested when !requested.by().equals(requester) ->
            flaw(
                VerdictError.DEVIATION_UNSIGNED,
                "%s signed the request of %s"
                    .formatted(Text.visible(requested.by()), Text.visible(requester)));
        case DeviationStep.Endorsed endorsed when endorsed.by().equals(requester) ->
            flaw(
                VerdictError.DEVIATION_SELF_ENDORSED,
                "%s asked for it and endorsed it".formatted(Text.visible(requester)));
        case DeviationStep.Decided decided -> decided(decided, number);
        case DeviationStep.CheckedIn checkIn -> ofVendor(checkIn, checkIn.on(), number);
        case DeviationStep.Released release -> ofVendor(release, release.on(), number);
        default -> null;
      };
    }

    /// They move clocks, so they count where a vendor is waited for, and tell of what has been.
    private Deviation.@Nullable Flaw ofVendor(DeviationStep step, LocalDate on, int number) {
      if (file.request.kind() != DeviationKind.VENDOR_DEPENDENCY) {
        return flaw(
            VerdictError.DEVIATION_NOT_ALLOWED,
            "step %s is a %s, which only a vendor-dependency has".formatted(number, step.word()));
      }
      // East of Greenwich a day begins before UTC's.
      LocalDate latest = LocalDate.ofInstant(step.at(), ZoneOffset.UTC).plusDays(1);
      if (on.isAfter(latest)) {
        return flaw(
            VerdictError.DEVIATION_NOT_ALLOWED,
            "step %s was signed at %s, and tells of %s".formatted(number, step.at(), on));
      }
      return null;
    }

    private Deviation.@Nullable Flaw decided(DeviationStep.Decided decided, int number) {
      if (steps.stream().noneMatch(DeviationStep.Endorsed.class::isInstance)) {
        return flaw(
            VerdictError.DEVIATION_UNDECIDED,
            "step %s records a decision on what nobody had endorsed".formatted(number));
      }
      if (decided.official().isBlank() || people.named(decided.official()).isPresent()) {
        return flaw(
            VerdictError.DEVIATION_UNDECIDED,
            "step %s names no official outside those who ask, endorse and record"
                .formatted(number));
      }
      if (decided.by().equals(file.request.requester())) {
        return flaw(
            VerdictError.DEVIATION_SELF_ENDORSED,
            "%s asked for it and recorded its approval".formatted(Text.visible(decided.by())));
      }
      return null;
    }

    private static Deviation.Flaw flaw(VerdictError code, String detail) {
      return new Deviation.Flaw(code, detail);
    }
  }
}
