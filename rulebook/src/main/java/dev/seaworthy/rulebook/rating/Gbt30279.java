package dev.seaworthy.rulebook.rating;

import dev.seaworthy.base.JsonValue.JsonNumber;
import dev.seaworthy.rulebook.Rating;
import dev.seaworthy.rulebook.RuleDocument;
import dev.seaworthy.rulebook.RuleHeader;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The grades of GB/T 30279-2020, computed from CVSS vectors by the tables of its annexes. What
/// comes out is computed and never an official grade: those are CNNVD's to give. The standard's 超危,
/// 高危, 中危 and 低危 are [Rating#CRITICAL] to [Rating#LOW].
public final class Gbt30279 {

  private static final int SCORE_MAX = 9;
  private static final Map<Character, Rating> GRADES =
      Map.of('超', Rating.CRITICAL, '高', Rating.HIGH, '中', Rating.MODERATE, '低', Rating.LOW);

  private final RuleHeader header;
  private final Map<String, Integer> exploitability;
  private final Map<String, Integer> impact;
  private final Map<String, Integer> environment;
  private final Map<Integer, String> technical;
  private final Map<Rating, String> composite;
  private final RuleDocument mapping;

  private Gbt30279(RuleDocument document) {
    header =
        document.header(
            "exploitability", "impact", "environment", "technical", "composite", "mapping");
    exploitability = scores(document.part("exploitability"), 48);
    impact = scores(document.part("impact"), 9);
    environment = scores(document.part("environment"), 27);
    technical = new HashMap<>();
    RuleDocument rows = document.part("technical");
    for (int score = 1; score <= SCORE_MAX; score++) {
      technical.put(score, row(rows, Integer.toString(score)));
    }
    composite = new HashMap<>();
    RuleDocument graded = document.part("composite");
    for (Rating grade : GRADES.values()) {
      composite.put(grade, row(graded, grade.word()));
    }
    mapping = document.part("mapping");
  }

  /// Annexes A to D: how bad a flaw is by itself.
  ///
  /// @param exploitability 被利用性, from 1 to 9, 9 for the easiest
  /// @param impact 影响程度, from 1 to 9, 9 for the gravest; 0 for none
  /// @param rating the grade; [Rating#NONE] without impact, which the standard doesn't grade
  public record Technical(int exploitability, int impact, Rating rating) {}

  /// Annexes C and E: how bad it is here and now, by which repairs are put in order. It never eases
  /// a gate: with a favourable environment a 高危 becomes 低危.
  ///
  /// @param scope 影响范围: `H` for more than half of the assets, `M`, or `L` for less than a tenth
  /// @param cost 被利用成本: `L` (the worst), `M` or `H`
  /// @param difficulty 修复难度: `H` (the worst), `M` or `L`
  /// @param environment 环境因素, from 1 to 9, 9 for the worst
  /// @param rating the grade
  public record Composite(
      String scope, String cost, String difficulty, int environment, Rating rating) {}

  private static final class Holder {
    private static final Gbt30279 STANDARD =
        new Gbt30279(RuleDocument.resource(Gbt30279.class, "gbt30279-2020.json"));
  }

  /// The tables that come with the program, read once.
  public static Gbt30279 standard() {
    return Holder.STANDARD;
  }

  /// Where the tables come from.
  public RuleHeader header() {
    return header;
  }

  /// The technical grade of a CVSS version 3 vector, whose metrics AV, AC, PR, UI, C, I and A stand
  /// for the standard's seven; its Scope has no counterpart there. Empty for other versions.
  public Optional<Technical> technical(CvssVector vector) {
    if (!vector.kind().equals(Assessment.CVSS_3)) {
      return Optional.empty();
    }
    Map<String, String> metrics = vector.metrics();
    String path =
        text(metrics, "AV") + text(metrics, "AC") + text(metrics, "PR") + text(metrics, "UI");
    Integer ease = exploitability.get(path);
    if (ease == null) {
      return Optional.empty();
    }
    int severe = 0;
    int general = 0;
    for (String metric : new String[] {"C", "I", "A"}) {
      severe += text(metrics, metric).equals("H") ? 1 : 0;
      general += text(metrics, metric).equals("L") ? 1 : 0;
    }
    int harm = impact.getOrDefault(severe + "/" + general + "/" + (3 - severe - general), 0);
    Rating rating = harm == 0 ? Rating.NONE : grade(technical.get(ease), harm);
    return Optional.of(new Technical(ease, harm, rating));
  }

  /// The composite grade of a technical one for a single scanned asset, all of which is affected.
  /// Empty where the technical grade is none of the four.
  ///
  /// @param vector whose temporal metrics E and RL count where it has them
  /// @param isKnownExploited whether it is in CISA's catalogue
  /// @param hasFix whether a fixed version is known
  public Optional<Composite> composite(
      Technical technical, CvssVector vector, boolean isKnownExploited, boolean hasFix) {
    String row = composite.get(technical.rating());
    if (row == null) {
      return Optional.empty();
    }
    RuleDocument costs = mapping.part("exploitationCost");
    String cost =
        isKnownExploited
            ? costs.text("knownExploited")
            : costs.text(vector.metrics().getOrDefault("E", "X"));
    RuleDocument difficulties = mapping.part("repairDifficulty");
    String level = vector.metrics().getOrDefault("RL", "X");
    String unstated = hasFix ? "fixKnown" : "noFixKnown";
    String difficulty = difficulties.text(level.equals("X") ? unstated : level);
    String scope = mapping.part("scopeOfEffect").text("default");
    int score = environment.getOrDefault(scope + cost + difficulty, 0);
    return score == 0
        ? Optional.empty()
        : Optional.of(new Composite(scope, cost, difficulty, score, grade(row, score)));
  }

  private static String text(Map<String, String> metrics, String name) {
    return metrics.getOrDefault(name, "");
  }

  /// Rows run from 9 down to 1.
  private static Rating grade(@Nullable String row, int score) {
    Rating rating = row == null ? null : GRADES.get(row.charAt(SCORE_MAX - score));
    if (rating == null) {
      throw new IllegalStateException("no grade in a table that was checked when it was read");
    }
    return rating;
  }

  private static Map<String, Integer> scores(RuleDocument part, int count) {
    Map<String, Integer> scores = new HashMap<>();
    for (String key : part.object().members().keySet()) {
      if (part.object().members().get(key) instanceof JsonNumber) {
        scores.put(key, part.number(key, 1, SCORE_MAX));
      }
    }
    if (scores.size() != count) {
      throw new IllegalStateException(part.what() + " has not " + count + " cells");
    }
    return scores;
  }

  private static String row(RuleDocument part, String key) {
    String row = part.text(key);
    boolean isWhole = row.length() == SCORE_MAX;
    Set<Character> known = GRADES.keySet();
    for (int i = 0; i < row.length(); i++) {
      isWhole &= known.contains(row.charAt(i));
    }
    if (!isWhole) {
      throw part.bad(key, "must be nine grades");
    }
    return row;
  }
}
