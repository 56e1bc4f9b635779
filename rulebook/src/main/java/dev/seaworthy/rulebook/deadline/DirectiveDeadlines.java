package dev.seaworthy.rulebook.deadline;

import dev.seaworthy.base.JsonValue;
import dev.seaworthy.base.JsonValue.JsonBoolean;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.rulebook.RuleDocument;
import dev.seaworthy.rulebook.RuleHeader;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Days by exploitation, exposure, automation and impact, as CISA's BOD 26-04 has them.
///
/// @param header what it is and where it is written
/// @param rows every case
public record DirectiveDeadlines(RuleHeader header, Map<Case, Answer> rows) {

  private static final int CASES = 16;
  private static final int DAYS_MAX = 3_650;

  public DirectiveDeadlines {
    rows = Map.copyOf(rows);
  }

  /// What the directive asks of a flaw on an asset.
  ///
  /// @param knownExploited it is in CISA's catalogue
  /// @param exposed the asset can be reached by the public
  /// @param automatable an attack on it can be automated (SSVC)
  /// @param totalImpact its technical impact is total (SSVC)
  public record Case(
      boolean knownExploited, boolean exposed, boolean automatable, boolean totalImpact) {}

  /// What the directive answers.
  ///
  /// @param days 0 for the next upgrade of the system
  /// @param forensics whether it also asks to look for traces of an attack
  public record Answer(int days, boolean forensics) {}

  /// CISA's.
  public static DirectiveDeadlines cisa() {
    return read(RuleDocument.resource(DirectiveDeadlines.class, "cisa-bod-26-04-1.json"));
  }

  /// @throws SeaworthyException [dev.seaworthy.rulebook.RulebookError#BAD_RULE]
  static DirectiveDeadlines read(RuleDocument document) {
    RuleHeader header = document.header("rows");
    Map<Case, Answer> rows = new HashMap<>();
    for (RuleDocument row : document.parts("rows")) {
      row.only("knownExploited", "exposed", "automatable", "totalImpact", "days", "forensics");
      Case about =
          new Case(
              flag(row, "knownExploited"),
              flag(row, "exposed"),
              flag(row, "automatable"),
              flag(row, "totalImpact"));
      int days = row.object().members().containsKey("days") ? row.number("days", 1, DAYS_MAX) : 0;
      if (rows.put(about, new Answer(days, flag(row, "forensics"))) != null) {
        throw row.bad("knownExploited", "begins a case that is there twice");
      }
    }
    if (rows.size() != CASES) {
      throw document.bad("rows", "must have all " + CASES + " cases");
    }
    return new DirectiveDeadlines(header, rows);
  }

  private static boolean flag(RuleDocument row, String member) {
    JsonValue value = row.object().members().get(member);
    if (value instanceof JsonBoolean(boolean flag)) {
      return flag;
    }
    throw row.bad(member, "must be true or false");
  }

  /// What the directive answers in a case.
  public Answer answer(Case about) {
    Answer answer = rows.get(about);
    if (answer == null) {
      throw new IllegalStateException("no row for " + about);
    }
    return answer;
  }

  /// By when it must be fixed; empty for the next upgrade of the system.
  ///
  /// @param from the earlier of listing in the catalogue and detection on the asset
  public Optional<Deadline> of(Case about, Instant from, ZoneId zone) {
    Answer answer = answer(about);
    if (answer.days() == 0) {
      return Optional.empty();
    }
    LocalDate begin = LocalDate.ofInstant(from, zone);
    return Optional.of(
        Deadline.through(
            begin.plusDays(answer.days()),
            zone,
            header.reference(),
            "%s days from %s%s"
                .formatted(answer.days(), begin, answer.forensics() ? ", with forensics" : "")));
  }
}
