package dev.seaworthy.inspection.hardening;

import dev.seaworthy.base.JsonValue;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.inspection.InspectionError;
import dev.seaworthy.inspection.hardening.check.BuiltInChecks;
import dev.seaworthy.inspection.hardening.check.Check;
import dev.seaworthy.inspection.hardening.check.ChosenCheck;
import dev.seaworthy.inspection.hardening.check.Parameter;
import dev.seaworthy.inspection.hardening.check.Parameters;
import dev.seaworthy.rulebook.Rating;
import dev.seaworthy.rulebook.RuleDocument;
import dev.seaworthy.rulebook.RuleHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The profiles that come with the program, and the reader of profiles.
public final class Profiles {

  /// The profile unless somebody asks for another.
  public static final String STANDARD = "seaworthy.hardening@1";

  /// In an order in which each comes after those that it includes.
  private static final List<String> DOCUMENTS =
      List.of(
          "seaworthy-1.json",
          "cis-docker-l1-1.json",
          "cis-docker-l2-1.json",
          "disa-container-1.json",
          "mlps-level-1-1.json",
          "mlps-level-2-1.json",
          "mlps-level-3-1.json",
          "mlps-level-4-1.json");

  private Profiles() {}

  /// Read when first asked for, and once.
  private static final class Holder {
    private static final List<Profile> PROFILES = read();

    private static List<Profile> read() {
      List<Profile> profiles = new ArrayList<>();
      for (String name : DOCUMENTS) {
        profiles.add(Profiles.read(RuleDocument.resource(Profiles.class, name), profiles));
      }
      return List.copyOf(profiles);
    }
  }

  /// All of them, in a fixed order.
  public static List<Profile> builtIn() {
    return Holder.PROFILES;
  }

  /// The profile of this id and version, such as `seaworthy.hardening@1`.
  ///
  /// @throws SeaworthyException [InspectionError#NO_SUCH_PROFILE]
  public static Profile builtIn(String reference) {
    return builtIn().stream()
        .filter(profile -> profile.reference().equals(reference))
        .findFirst()
        .orElseThrow(() ->
            new SeaworthyException(
                InspectionError.NO_SUCH_PROFILE,
                "\"%s\" is not the id and version of a hardening profile; there are %s"
                    .formatted(
                        Text.shorten(reference, 60),
                        builtIn().stream()
                            .map(Profile::reference)
                            .collect(Collectors.joining(", ")))));
  }

  /// Reads a profile strictly.
  ///
  /// @param others those that it may include
  /// @throws SeaworthyException naming the member that is wrong
  static Profile read(RuleDocument document, List<Profile> others) {
    RuleHeader header = document.header("includes", "notChecked", "checks");
    Map<String, ChosenCheck> checks = new TreeMap<>();
    if (document.object().members().containsKey("includes")) {
      String included = document.text("includes");
      others.stream()
          .filter(profile -> profile.reference().equals(included))
          .findFirst()
          .orElseThrow(() -> document.bad("includes", "names no profile that was read before"))
          .checks()
          .forEach(chosen -> checks.put(chosen.check().id(), chosen));
    }
    for (RuleDocument part : document.parts("checks")) {
      part.only("id", "rating", "parameters");
      Check check = check(part, "id");
      ChosenCheck before = checks.get(check.id());
      Rating rating =
          part.object().members().containsKey("rating")
              ? rating(part)
              : before == null ? check.rule().rating() : before.rating();
      Parameters parameters = before == null ? check.defaults() : before.parameters();
      checks.put(check.id(), chosen(check, rating, parameters, part));
    }
    return new Profile(header, notChecked(document), List.copyOf(checks.values()), null, List.of());
  }

  private static @Nullable Rating notChecked(RuleDocument document) {
    return document.text("notChecked").equals("same") ? null : ratingNamed(document, "notChecked");
  }

  /// The check that a member names.
  static Check check(RuleDocument part, String member) {
    String id = part.text(member);
    return BuiltInChecks.find(id)
        .orElseThrow(() ->
            part.bad(member, "holds \"%s\", which is no check".formatted(Text.shorten(id, 60))));
  }

  /// The member `rating`, which may not be one that counts for nothing.
  static Rating rating(RuleDocument part) {
    return ratingNamed(part, "rating");
  }

  private static Rating ratingNamed(RuleDocument part, String member) {
    Rating rating = part.rating(member);
    if (!rating.isAtLeast(Rating.LOW)) {
      throw part.bad(member, "must be critical, high, moderate or low");
    }
    return rating;
  }

  /// A check with the member `parameters` taken into account, if there is one.
  static ChosenCheck chosen(Check check, Rating rating, Parameters before, RuleDocument part) {
    if (!part.object().members().containsKey("parameters")) {
      return new ChosenCheck(check, rating, before);
    }
    RuleDocument given = part.part("parameters");
    Map<String, JsonValue> changed = new TreeMap<>(before.values());
    given
        .object()
        .members()
        .forEach((name, value) -> {
          Parameter parameter =
              check.parameters().stream()
                  .filter(each -> each.name().equals(name))
                  .findFirst()
                  .orElseThrow(() -> given.bad(name, "is no parameter of " + check.id()));
          if (!parameter.accepts(value)) {
            throw given.bad(name, "must be " + parameter.kind());
          }
          changed.put(name, value);
        });
    return new ChosenCheck(check, rating, new Parameters(changed));
  }
}
