package dev.seaworthy.inspection.dockerfile.check;

import dev.seaworthy.base.Location;
import dev.seaworthy.base.Text;
import dev.seaworthy.inspection.InspectionRule;
import dev.seaworthy.inspection.Observation;
import dev.seaworthy.inspection.dockerfile.Instruction;
import dev.seaworthy.inspection.dockerfile.shell.ShellCommand;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Takes down where one rule fits. No evidence holds a secret that was found in the file.
final class Sightings {

  private static final int EVIDENCE_CHARS_MAX = 160;
  private static final int KEY_CHARS_MAX = 120;
  private static final int READ_CHARS_MAX = 4_000;

  /// What one rule may see in one file; more of the same helps nobody.
  private static final int PER_RULE_MAX = 1_000;

  private final InspectionRule rule;
  private final String path;
  private final Redaction redaction;
  private final List<Observation> observations = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();

  Sightings(InspectionRule rule, String path, Redaction redaction) {
    this.rule = rule;
    this.path = path;
    this.redaction = redaction;
  }

  /// @param key tells it from others of this rule in the file, whatever its line is
  void add(int line, String key, String evidence) {
    String told = safe(key, KEY_CHARS_MAX);
    if (observations.size() < PER_RULE_MAX && seen.add(line + " " + told)) {
      observations.add(
          new Observation(
              rule, Location.ofPath(path), line, told, safe(evidence, EVIDENCE_CHARS_MAX)));
    }
  }

  /// Long texts are cut between words first, so that no secret is cut in two and then missed.
  private String safe(String text, int charsMax) {
    String whole = text.strip();
    if (whole.length() > READ_CHARS_MAX) {
      int blank = whole.lastIndexOf(' ', READ_CHARS_MAX);
      whole = whole.substring(0, Math.max(0, blank)) + " …";
    }
    return Text.shorten(redaction.of(whole.replaceAll("\\s+", " ")), charsMax);
  }

  /// The instruction as a whole.
  void add(Step step) {
    add(step, step.instruction());
  }

  void add(Step step, Instruction instruction) {
    String text = instruction.code().text().text();
    add(instruction.code().line(), step.stage().label() + ": " + text, text);
  }

  /// One command of a step.
  void add(Step step, ShellCommand command) {
    add(step, command, "");
  }

  /// @param detail added to the evidence
  void add(Step step, ShellCommand command, String detail) {
    String text = command.text();
    add(
        command.line(),
        step.stage().label() + ": " + text,
        detail.isEmpty() ? text : detail + ": " + text);
  }

  List<Observation> observations() {
    return List.copyOf(observations);
  }
}
