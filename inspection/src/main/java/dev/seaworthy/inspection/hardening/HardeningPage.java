package dev.seaworthy.inspection.hardening;

import dev.seaworthy.base.JsonValue;
import dev.seaworthy.base.JsonValue.JsonArray;
import dev.seaworthy.base.JsonValue.JsonBoolean;
import dev.seaworthy.base.JsonValue.JsonNumber;
import dev.seaworthy.base.JsonValue.JsonString;
import dev.seaworthy.inspection.RuleGroup;
import dev.seaworthy.inspection.hardening.check.BuiltInChecks;
import dev.seaworthy.inspection.hardening.check.Check;
import dev.seaworthy.inspection.hardening.check.Parameter;
import dev.seaworthy.rulebook.BilingualText;
import dev.seaworthy.rulebook.Rating;
import dev.seaworthy.rulebook.RuleHeader.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The hardening checks and their profiles on the reference page.
public final class HardeningPage {

  private static final BilingualText INTRODUCTION =
      new BilingualText(
          "A check comes to *pass*, *fail*, *not applicable* (the image has nothing that it speaks"
              + " of) or *not checked*. What was not checked is an observation of its own,"
              + " `hardening.not-checked`, and never a pass. A purpose statement with its approver"
              + " keeps an observation and takes its rating.",
          "检查结果为*通过*、*不通过*、*不适用*(镜像中没有检查对象)或*未检查*。未检查会单独形成"
              + " `hardening.not-checked` 记录,绝不视为通过。经批准的用途说明保留记录,但不再计入评级。");

  private HardeningPage() {}

  /// The group of the checks.
  public static RuleGroup group() {
    Map<String, List<BilingualText>> notes = new TreeMap<>();
    BuiltInChecks.all().forEach(check -> notes.put(check.id(), notes(check)));
    return new RuleGroup(
        new BilingualText("Hardening checks", "安全加固检查"),
        INTRODUCTION,
        Hardening.rules(),
        notes,
        profiles());
  }

  private static List<BilingualText> notes(Check check) {
    List<BilingualText> notes = new ArrayList<>();
    notes.add(
        new BilingualText(
            "Looks at " + check.looksAt().english(), "检查对象:" + check.looksAt().chinese()));
    switch (check.excusedBy()) {
      case NONE -> {}
      case PATH ->
          notes.add(
              new BilingualText("A purpose statement for the file excuses it", "可由针对该文件的用途说明豁免"));
      case PACKAGE ->
          notes.add(
              new BilingualText(
                  "A purpose statement for the file or its package excuses it",
                  "可由针对该文件或其软件包的用途说明豁免"));
    }
    for (Parameter parameter : check.parameters()) {
      notes.add(
          new BilingualText(
              "`%s`: %s".formatted(parameter.name(), parameter.meaning().english()),
              "%s(%s)".formatted(parameter.meaning().chinese(), shown(parameter.preset()))));
    }
    return notes;
  }

  private static String shown(JsonValue value) {
    return switch (value) {
      case JsonNumber number -> "`" + number.value().toPlainString() + "`";
      case JsonBoolean(boolean truth) -> "`" + truth + "`";
      case JsonArray(List<JsonValue> items) when items.isEmpty() -> "—";
      case JsonArray(List<JsonValue> items) ->
          items.stream().map(HardeningPage::shown).collect(Collectors.joining(" "));
      case JsonString(String text) -> "`" + text + "`";
      default -> throw new IllegalStateException("no such parameter: " + value);
    };
  }

  private static String notChecked(Profile profile) {
    Rating rating = profile.notCheckedOrNull();
    return rating == null ? "failed" : rating.word();
  }

  private static String profiles() {
    List<Profile> profiles = Profiles.builtIn();
    StringBuilder page =
        new StringBuilder(
            """
            ## Profiles · 基线

            A profile chooses checks, ratings and parameters. An operator changes one by a *tailoring*, which says for
            every change who made it, when and why. *Not checked as* is how bad a check counts that could not be made.

            基线选定检查项、评级和参数。运营方通过*裁剪文件*修改基线,每项修改须写明修改人、日期和理由。

            | profile | title | source | not checked as |
            |---|---|---|---|
            """);
    for (Profile profile : profiles) {
      Source source = profile.header().source();
      page.append(
          "| `%s` | %s · %s | %s %s%s. %s | %s |\n"
              .formatted(
                  profile.reference(),
                  profile.header().title().english(),
                  profile.header().title().chinese(),
                  source.document(),
                  source.edition(),
                  source.place().isEmpty() ? "" : ", " + source.place(),
                  source.note(),
                  notChecked(profile)));
    }
    page.append("\n| check |");
    profiles.forEach(profile -> page.append(" `").append(profile.header().id()).append("` |"));
    page.append("\n|---|").repeat("---|", profiles.size()).append('\n');
    for (Check check : BuiltInChecks.all()) {
      page.append("| `").append(check.id()).append("` |");
      for (Profile profile : profiles) {
        page.append(' ')
            .append(profile.find(check.id()).map(chosen -> chosen.rating().word()).orElse(""))
            .append(" |");
      }
      page.append('\n');
    }
    return page.toString();
  }
}
