package dev.seaworthy.inspection.dockerfile.check;

import dev.seaworthy.inspection.InspectionRule;
import dev.seaworthy.inspection.Observation;
import dev.seaworthy.inspection.dockerfile.Code;
import dev.seaworthy.inspection.dockerfile.Comment;
import dev.seaworthy.inspection.dockerfile.Dockerfile;
import dev.seaworthy.inspection.dockerfile.Instruction;
import dev.seaworthy.inspection.dockerfile.check.CheckedDockerfile.Ignored;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Comments by which a file's author leaves a rule alone: `# seaworthy:ignore=RULE[,RULE] reason`,
/// in front of the instruction or between its lines. Without a reason it doesn't count, and is
/// itself an observation.
final class IgnoreComments {

  private static final Pattern COMMENT =
      Pattern.compile("seaworthy:ignore=(\\S+)(?:\\s+(\\S.*))?", Pattern.DOTALL);

  /// More rules than this can't be ignored in one file.
  private static final int WISHES_MAX = 1_000;

  private static final String WITHOUT_REASON = DockerfileChecks.PREFIX + "ignore-without-reason";
  private static final String UNKNOWN = DockerfileChecks.PREFIX + "ignore-unknown";
  private static final String UNUSED = DockerfileChecks.PREFIX + "ignore-unused";

  private final Map<String, InspectionRule> rules;

  IgnoreComments(Map<String, InspectionRule> rules) {
    this.rules = rules;
  }

  /// One rule that a comment names.
  ///
  /// @param from the first line that it holds for
  /// @param to the last one
  private record Wish(String rule, String reason, int line, int from, int to) {
    boolean covers(Observation observation) {
      return observation.rule().id().equals(rule)
          && observation.line() >= from
          && observation.line() <= to;
    }
  }

  List<InspectionRule> rules() {
    return rules.values().stream()
        .filter(rule -> Set.of(WITHOUT_REASON, UNKNOWN, UNUSED).contains(rule.id()))
        .toList();
  }

  /// Sets apart what comments ignore.
  ///
  /// @param active the rules that were asked; a comment that ignores another is not unused
  CheckedDockerfile apply(Dockerfile file, List<Observation> all, Set<String> active) {
    List<Code> codes = codes(file);
    List<Wish> wishes = new ArrayList<>();
    List<Observation> left = new ArrayList<>();
    for (Comment comment : file.comments()) {
      Matcher matcher = COMMENT.matcher(comment.text());
      if (matcher.matches()) {
        String reason = matcher.group(2) == null ? "" : matcher.group(2).strip();
        for (String name : Arrays.asList(matcher.group(1).split(",", -1))) {
          String id =
              name.startsWith(DockerfileChecks.PREFIX) ? name : DockerfileChecks.PREFIX + name;
          if (!rules.containsKey(id)) {
            left.add(observation(file, UNKNOWN, comment, name));
          } else if (reason.isEmpty()) {
            left.add(observation(file, WITHOUT_REASON, comment, name));
          } else if (wishes.size() < WISHES_MAX) {
            wishes.add(wish(comment, id, reason, codes));
          }
        }
      }
    }
    List<Ignored> ignored = new ArrayList<>();
    Set<Wish> used = new HashSet<>();
    for (Observation observation : all) {
      Optional<Wish> wish = wishes.stream().filter(each -> each.covers(observation)).findFirst();
      wish.ifPresentOrElse(
          found -> {
            used.add(found);
            ignored.add(new Ignored(observation, found.reason(), found.line()));
          },
          () -> left.add(observation));
    }
    for (Wish wish : wishes) {
      if (!used.contains(wish) && active.contains(wish.rule())) {
        left.add(observation(file, UNUSED, new Comment("", wish.line()), wish.rule()));
      }
    }
    return new CheckedDockerfile(file.path(), left, ignored);
  }

  private Observation observation(Dockerfile file, String id, Comment comment, String named) {
    InspectionRule rule = rules.get(id);
    if (rule == null) {
      throw new IllegalStateException("no rule says what " + id + " is");
    }
    Sightings found = new Sightings(rule, file.path(), Redaction.NONE);
    found.add(comment.line(), named, "seaworthy:ignore=" + named);
    return found.observations().getFirst();
  }

  /// The instruction that the comment stands in or before; a comment behind the last one ignores
  /// nothing.
  private static Wish wish(Comment comment, String id, String reason, List<Code> codes) {
    for (int i = 0; i < codes.size(); i++) {
      Code code = codes.get(i);
      if (comment.line() <= code.endLine()) {
        int from = i == 0 ? 1 : code.line();
        return new Wish(id, reason, comment.line(), from, code.endLine());
      }
    }
    return new Wish(id, reason, comment.line(), 0, 0);
  }

  private static List<Code> codes(Dockerfile file) {
    List<Code> codes = new ArrayList<>();
    file.global().forEach(arg -> codes.add(arg.code()));
    file.stages()
        .forEach(stage -> {
          codes.add(stage.from().code());
          stage.instructions().stream().map(Instruction::code).forEach(codes::add);
        });
    return codes;
  }
}
