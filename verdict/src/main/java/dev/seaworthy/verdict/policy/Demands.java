package dev.seaworthy.verdict.policy;

import dev.seaworthy.base.JsonBuilder;
import dev.seaworthy.base.JsonValue;
import dev.seaworthy.verdict.document.DocumentPart;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a policy may say beyond its thresholds and times. What it leaves out asks for nothing, and
/// stands in no canonical form, so that a policy keeps its digest when there is more to say.
///
/// @param title what the policy is, in one line, or empty
/// @param isPresumed whether what it asks is presumed of its rulebook and not read in it; shown as
///   推定 beside the name
/// @param mode what comes of a refusal
/// @param scope which images it is for
/// @param allowedRepositories where images may come from; empty for anywhere
/// @param allowedBases what images may be built on, by name or digest; empty for anything
/// @param validatedPipelines who may have built the image; empty for anybody
/// @param requiredSignatures all of which an image must have
/// @param malwareDataAgeDaysMax how old signatures of malware may be; 0 for as old as advisories
/// @param certificateDataAgeDaysMax how old data may become while a certificate counts; 0 for as
///   old as at the scan
/// @param hardeningProfile by which images are checked; empty for the standard one
/// @param detectionOrNull how often images must be looked at; null for the scan window alone
/// @param reevaluationOrNull whether holding an inventory against newer data counts as a scan; null
///   for no
/// @param allowsNotWorse whether an image may replace one that has the same findings or more
/// @param evaluatesByFacts whether declared facts count as an evaluation at first detection
/// @param facts what is declared of the system
/// @param rules the operator's own
public record Demands(
    String title,
    boolean isPresumed,
    Mode mode,
    Scope scope,
    List<Glob> allowedRepositories,
    List<Glob> allowedBases,
    List<Glob> validatedPipelines,
    List<RequiredSignature> requiredSignatures,
    int malwareDataAgeDaysMax,
    int certificateDataAgeDaysMax,
    String hardeningProfile,
    @Nullable DetectionCadence detectionOrNull,
    @Nullable Reevaluation reevaluationOrNull,
    boolean allowsNotWorse,
    boolean evaluatesByFacts,
    DeclaredFacts facts,
    List<CustomRule> rules) {

  /// The members of a policy's document that are read here.
  public static final Set<String> MEMBERS =
      Set.of(
          "title",
          "presumed",
          "mode",
          "scope",
          "allowedRepositories",
          "allowedBases",
          "validatedPipelines",
          "requiredSignatures",
          "malwareDataAgeDaysMax",
          "certificateDataAgeDaysMax",
          "hardeningProfile",
          "detection",
          "acceptReevaluation",
          "allowNotWorse",
          "evaluateByFacts",
          "facts",
          "rules");

  /// Nothing.
  public static final Demands NONE =
      new Demands(
          "",
          false,
          Mode.ENFORCE,
          Scope.ALL,
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          0,
          0,
          "",
          null,
          null,
          false,
          false,
          DeclaredFacts.NONE,
          List.of());

  private static final int DAYS_MAX = 100_000;
  private static final int RULES_MAX = 100;

  public Demands {
    allowedRepositories = List.copyOf(allowedRepositories);
    allowedBases = List.copyOf(allowedBases);
    validatedPipelines = List.copyOf(validatedPipelines);
    requiredSignatures = List.copyOf(requiredSignatures);
    rules = List.copyOf(rules);
  }

  /// Reads the members that are there.
  public static Demands read(DocumentPart part) {
    List<CustomRule> rules = part.parts("rules").stream().map(CustomRule::read).toList();
    if (rules.size() > RULES_MAX) {
      throw part.bad("rules", "has more than %s rules".formatted(RULES_MAX));
    }
    if (rules.stream().map(CustomRule::id).distinct().count() < rules.size()) {
      throw part.bad("rules", "has two rules of one id");
    }
    return new Demands(
        part.textOrEmpty("title"),
        part.flagOrFalse("presumed"),
        part.has("mode") ? part.oneOf("mode", Mode.values(), Mode::word) : Mode.ENFORCE,
        part.has("scope") ? Scope.read(part.part("scope")) : Scope.ALL,
        Globs.read(part, "allowedRepositories"),
        Globs.read(part, "allowedBases"),
        Globs.read(part, "validatedPipelines"),
        part.parts("requiredSignatures").stream().map(RequiredSignature::read).toList(),
        days(part, "malwareDataAgeDaysMax"),
        days(part, "certificateDataAgeDaysMax"),
        profile(part),
        part.has("detection") ? DetectionCadence.read(part.part("detection")) : null,
        part.has("acceptReevaluation") ? Reevaluation.read(part.part("acceptReevaluation")) : null,
        part.flagOrFalse("allowNotWorse"),
        part.flagOrFalse("evaluateByFacts"),
        part.has("facts") ? DeclaredFacts.read(part.part("facts")) : DeclaredFacts.NONE,
        rules);
  }

  private static int days(DocumentPart part, String member) {
    return part.has(member) ? part.number(member, 1, DAYS_MAX) : 0;
  }

  private static String profile(DocumentPart part) {
    String profile = part.textOrEmpty("hardeningProfile");
    if (!profile.isEmpty() && !profile.matches("[a-z0-9.-]{1,60}@[0-9]{1,6}")) {
      throw part.bad(
          "hardeningProfile",
          "must be the id and version of a profile, such as cis.docker.level1@1");
    }
    return profile;
  }

  /// The same, asking for these signatures.
  public Demands requiring(List<RequiredSignature> signatures) {
    return new Demands(
        title,
        isPresumed,
        mode,
        scope,
        allowedRepositories,
        allowedBases,
        validatedPipelines,
        signatures,
        malwareDataAgeDaysMax,
        certificateDataAgeDaysMax,
        hardeningProfile,
        detectionOrNull,
        reevaluationOrNull,
        allowsNotWorse,
        evaluatesByFacts,
        facts,
        rules);
  }

  /// Whether an image of this base may sail.
  ///
  /// @param names of the base: its reference and its digest, as far as they are known
  public boolean allowsBase(List<String> names) {
    return allowedBases.isEmpty() || names.stream().anyMatch(each -> Globs.fit(allowedBases, each));
  }

  /// Whether an image of this repository may sail.
  public boolean allowsRepository(String repository) {
    return allowedRepositories.isEmpty() || Globs.fit(allowedRepositories, repository);
  }

  /// Whether an image of this builder may sail.
  public boolean allowsBuilder(String builder) {
    return validatedPipelines.isEmpty() || Globs.fit(validatedPipelines, builder);
  }

  /// Adds the members that say something.
  public void writeTo(JsonBuilder json) {
    json.putUnlessEmpty("title", title);
    flag(json, "presumed", isPresumed);
    if (mode != Mode.ENFORCE) {
      json.put("mode", mode.word());
    }
    if (!scope.equals(Scope.ALL)) {
      json.put("scope", scope.toJson());
    }
    globs(json, "allowedRepositories", allowedRepositories);
    globs(json, "allowedBases", allowedBases);
    globs(json, "validatedPipelines", validatedPipelines);
    list(
        json,
        "requiredSignatures",
        requiredSignatures.stream().map(RequiredSignature::toJson).toList());
    number(json, "malwareDataAgeDaysMax", malwareDataAgeDaysMax);
    number(json, "certificateDataAgeDaysMax", certificateDataAgeDaysMax);
    json.putUnlessEmpty("hardeningProfile", hardeningProfile);
    if (detectionOrNull != null) {
      json.put("detection", detectionOrNull.toJson());
    }
    if (reevaluationOrNull != null) {
      json.put("acceptReevaluation", reevaluationOrNull.toJson());
    }
    flag(json, "allowNotWorse", allowsNotWorse);
    flag(json, "evaluateByFacts", evaluatesByFacts);
    if (!facts.equals(DeclaredFacts.NONE)) {
      json.put("facts", facts.toJson());
    }
    list(json, "rules", rules.stream().map(CustomRule::toJson).toList());
  }

  private static void flag(JsonBuilder json, String member, boolean flag) {
    if (flag) {
      json.put(member, true);
    }
  }

  private static void number(JsonBuilder json, String member, int number) {
    if (number != 0) {
      json.put(member, number);
    }
  }

  private static void globs(JsonBuilder json, String member, List<Glob> globs) {
    if (!globs.isEmpty()) {
      json.putStrings(member, Globs.texts(globs));
    }
  }

  private static void list(JsonBuilder json, String member, List<? extends JsonValue> items) {
    if (!items.isEmpty()) {
      json.putArray(member, items);
    }
  }
}
