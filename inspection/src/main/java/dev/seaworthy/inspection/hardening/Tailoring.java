package dev.seaworthy.inspection.hardening;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.JsonWriter;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.inspection.InspectionError;
import dev.seaworthy.inspection.hardening.check.BaselineRecord.Tailored;
import dev.seaworthy.inspection.hardening.check.Check;
import dev.seaworthy.inspection.hardening.check.ChosenCheck;
import dev.seaworthy.rulebook.RuleDocument;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What an operator changes of a profile, with who did so and why for every change
/// (`docs/schema/1.0/hardening-tailoring.schema.json`).
public final class Tailoring {

  private static final int VERSION_MAX = 100_000;

  private final RuleDocument document;
  private final String profile;
  private final Tailored identity;
  private final List<RuleDocument> parts;
  private final List<Change> changes;

  /// What a change does.
  public enum Action {
    /// The check is made, too.
    ADD,
    /// The check is no longer made.
    DROP,
    /// The check has another rating.
    RATE,
    /// The check has other parameters.
    SET;

    /// The word in documents.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// One change.
  ///
  /// @param check its id
  /// @param by who made it
  /// @param on the day on which it was made
  /// @param reason why
  public record Change(String check, Action action, String by, LocalDate on, String reason) {}

  private Tailoring(RuleDocument document) {
    this.document = document.only("id", "version", "profile", "changes");
    this.profile = document.text("profile");
    this.identity =
        new Tailored(
            document.text("id") + "@" + document.number("version", 1, VERSION_MAX),
            Digest.sha256(
                JsonWriter.canonical(
                    document.object(), "the tailoring", InspectionError.BAD_STATEMENT)));
    this.parts = document.parts("changes");
    this.changes = parts.stream().map(Tailoring::change).toList();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < parts.size(); i++) {
      Change change = changes.get(i);
      if (!seen.add(change.action() + " " + change.check())) {
        throw parts.get(i).bad("check", "was changed in this way before");
      }
    }
  }

  /// Reads a tailoring strictly.
  ///
  /// @param what the file, for messages
  /// @throws SeaworthyException [InspectionError#BAD_STATEMENT] naming the member that is wrong, or
  ///   that it isn't JSON
  public static Tailoring read(byte[] bytes, String what, Limits limits) {
    return Statements.read(bytes, what, limits, Tailoring::new);
  }

  /// The id and version of the profile that it changes.
  public String profile() {
    return profile;
  }

  /// Its own id and version, and the digest of its canonical form.
  public Tailored identity() {
    return identity;
  }

  /// In the order of the document.
  public List<Change> changes() {
    return changes;
  }

  private static Change change(RuleDocument part) {
    Action action = action(part);
    switch (action) {
      case ADD -> part.only("check", "action", "rating", "parameters", "by", "on", "reason");
      case DROP -> part.only("check", "action", "by", "on", "reason");
      case RATE -> part.only("check", "action", "rating", "by", "on", "reason");
      case SET -> part.only("check", "action", "parameters", "by", "on", "reason");
    }
    return new Change(
        Profiles.check(part, "check").id(),
        action,
        part.text("by"),
        part.day("on"),
        part.text("reason"));
  }

  private static Action action(RuleDocument part) {
    String word = part.text("action");
    return Arrays.stream(Action.values())
        .filter(action -> action.word().equals(word))
        .findFirst()
        .orElseThrow(() ->
            part.bad(
                "action",
                "must be one of "
                    + Arrays.stream(Action.values())
                        .map(Action::word)
                        .collect(Collectors.joining(", "))));
  }

  /// The profile as this changes it.
  ///
  /// @throws SeaworthyException [InspectionError#BAD_STATEMENT] when it is for another profile, or
  ///   a change doesn't fit the profile
  public Profile appliedTo(Profile untailored) {
    try {
      return applied(untailored);
    } catch (SeaworthyException e) {
      throw new SeaworthyException(
          InspectionError.BAD_STATEMENT, String.valueOf(e.getMessage()), e);
    }
  }

  private Profile applied(Profile untailored) {
    if (!untailored.reference().equals(profile) || untailored.tailoringOrNull() != null) {
      throw document.bad("profile", "is %s, not %s".formatted(profile, untailored.name()));
    }
    Map<String, ChosenCheck> checks = new TreeMap<>();
    untailored.checks().forEach(chosen -> checks.put(chosen.check().id(), chosen));
    for (int i = 0; i < parts.size(); i++) {
      apply(changes.get(i), parts.get(i), checks);
    }
    return new Profile(
        untailored.header(),
        untailored.notCheckedOrNull(),
        new ArrayList<>(checks.values()),
        identity,
        changes);
  }

  private static void apply(Change change, RuleDocument part, Map<String, ChosenCheck> checks) {
    ChosenCheck before = checks.get(change.check());
    if (change.action() == Action.ADD) {
      if (before != null) {
        throw part.bad("check", "is in the profile already");
      }
      Check check = Profiles.check(part, "check");
      boolean isRated = part.object().members().containsKey("rating");
      checks.put(
          check.id(),
          Profiles.chosen(
              check,
              isRated ? Profiles.rating(part) : check.rule().rating(),
              check.defaults(),
              part));
      return;
    }
    if (before == null) {
      throw part.bad("check", "is not in the profile");
    }
    switch (change.action()) {
      case ADD -> throw new IllegalStateException("done above");
      case DROP -> checks.remove(change.check());
      case RATE ->
          checks.put(
              change.check(),
              new ChosenCheck(before.check(), Profiles.rating(part), before.parameters()));
      case SET -> {
        part.part("parameters");
        checks.put(
            change.check(),
            Profiles.chosen(before.check(), before.rating(), before.parameters(), part));
      }
    }
  }
}
