package dev.seaworthy.advisory.feed.osv;

import dev.seaworthy.advisory.Severity;
import dev.seaworthy.base.JsonValue.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Finds the severity in the places where sources put it: vectors at the top or with the package,
/// words in `database_specific`, in front of an AlmaLinux summary, or in a type of their own.
final class OsvSeverities {

  private static final int VALUE_CHARS_MAX = 300;
  private static final String WORD = "WORD";

  /// The words that lead the summaries of Red Hat's relatives.
  private static final Set<String> LEADING_WORDS =
      Set.of("Critical", "Important", "Moderate", "Low");

  private OsvSeverities() {}

  static List<Severity> ofRecord(JsonObject record, OsvSource who) {
    List<Severity> severities = new ArrayList<>();
    addVectors(record, who, severities);
    addWord(record.object("database_specific").text("severity"), who, severities);
    if (severities.isEmpty() && who.isBulletin()) {
      String summary = record.text("summary");
      int colon = summary.indexOf(':');
      if (colon > 0 && LEADING_WORDS.contains(summary.substring(0, colon))) {
        addWord(summary.substring(0, colon), who, severities);
      }
    }
    return severities;
  }

  /// The package's own severities, or the record's where it has none.
  static List<Severity> ofAffected(JsonObject affected, List<Severity> ofRecord, OsvSource who) {
    List<Severity> severities = new ArrayList<>();
    addVectors(affected, who, severities);
    JsonObject specific = affected.object("database_specific");
    addWord(specific.text("severity"), who, severities);
    String informational = specific.text("informational");
    if (!informational.isEmpty()) {
      addWord("informational: " + informational, who, severities);
    }
    String urgency = affected.object("ecosystem_specific").text("urgency");
    if (Set.of("low", "medium", "high", "unimportant").contains(urgency)) {
      addWord(urgency, who, severities);
    }
    for (Severity severity : ofRecord) {
      boolean isStated = severities.stream().anyMatch(own -> own.kind().equals(severity.kind()));
      if (!isStated) {
        severities.add(severity);
      }
    }
    return severities.stream().distinct().sorted().toList();
  }

  private static void addVectors(JsonObject holder, OsvSource who, List<Severity> severities) {
    for (JsonObject severity : holder.objects("severity")) {
      String type = severity.text("type");
      String score = severity.text("score");
      boolean isVector = Set.of("CVSS_V2", "CVSS_V3", "CVSS_V4").contains(type);
      if (score.isEmpty() || score.length() > VALUE_CHARS_MAX || type.length() > VALUE_CHARS_MAX) {
        continue;
      }
      severities.add(new Severity(isVector ? type : WORD, score, who.rater()));
    }
  }

  private static void addWord(String word, OsvSource who, List<Severity> severities) {
    if (!word.isEmpty() && word.length() <= VALUE_CHARS_MAX) {
      severities.add(new Severity(WORD, word, who.rater()));
    }
  }
}
