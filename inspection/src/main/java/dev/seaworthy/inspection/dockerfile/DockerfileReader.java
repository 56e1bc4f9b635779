package dev.seaworthy.inspection.dockerfile;

import dev.seaworthy.base.BaseError;
import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.inspection.dockerfile.Dockerfile.Stage;
import dev.seaworthy.inspection.dockerfile.Instruction.Arg;
import dev.seaworthy.inspection.dockerfile.Instruction.From;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads a Dockerfile as BuildKit's frontend does (Dockerfile reference; frontend 1.x): directives,
/// continued lines with comments between them, heredocs, both forms of commands. Flags that it does
/// not know are kept, for newer frontends have more; instructions that it does not know are errors.
public final class DockerfileReader {

  private static final Pattern DIRECTIVE =
      Pattern.compile("#[\\s\\u0085\\u00a0]*([a-zA-Z][a-zA-Z0-9]*)\\s*=\\s*(\\S(?:.*\\S)?)\\s*");
  private static final Set<String> DIRECTIVES = Set.of("syntax", "escape", "check");
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final Faults faults;
  private final String path;
  private final InstructionParser parser;
  private final List<String> lines;
  private final List<Directive> directives = new ArrayList<>();
  private final List<Comment> comments = new ArrayList<>();
  private final Set<String> directivesSeen = new HashSet<>();
  private boolean isPastDirectives;
  private char escape = '\\';
  private int next;

  private DockerfileReader(String path, String text, Limits limits) {
    this.path = path;
    this.faults = new Faults(path);
    this.parser = new InstructionParser(faults, limits);
    this.lines = lines(text);
  }

  /// Reads a file.
  ///
  /// @param path what it is called in messages and reports
  /// @throws SeaworthyException [InspectionError#BAD_DOCKERFILE] with the line;
  ///   [BaseError#LIMIT_EXCEEDED] where it is larger than [Limit#BUILD_FILE_BYTES]
  public static Dockerfile read(String path, byte[] bytes, Limits limits) {
    if (bytes.length > limits.of(Limit.BUILD_FILE_BYTES)) {
      throw new SeaworthyException(
          BaseError.LIMIT_EXCEEDED,
          "%s has %s bytes, more than the limit %s = %s"
              .formatted(
                  Text.visible(path),
                  bytes.length,
                  Limit.BUILD_FILE_BYTES.key(),
                  limits.of(Limit.BUILD_FILE_BYTES)));
    }
    for (byte b : bytes) {
      if (b == 0) {
        throw new Faults(path)
            .at(
                1,
                "it holds zero bytes, so it is no text in UTF-8",
                "Save it as UTF-8; UTF-16 is what some editors on Windows write.");
      }
    }
    return new DockerfileReader(path, new String(bytes, StandardCharsets.UTF_8), limits).read();
  }

  /// Lines with their line feeds, which heredocs keep.
  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    int begin = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? 1 : 0;
    while (begin < text.length()) {
      int feed = text.indexOf('\n', begin);
      int end = feed < 0 ? text.length() : feed + 1;
      lines.add(text.substring(begin, end));
      begin = end;
    }
    return lines;
  }

  private Dockerfile read() {
    List<Instruction> instructions = new ArrayList<>();
    while (next < lines.size()) {
      String line = Blank.stripLeading(withoutFeed(lines.get(next)));
      next++;
      directive(line);
      if (isComment(line)) {
        comment(line);
      } else if (!line.isEmpty()) {
        instruction(line, instructions);
      }
    }
    return assembled(instructions);
  }

  private void instruction(String first, List<Instruction> instructions) {
    int line = next;
    SourceText.Builder joined = new SourceText.Builder();
    boolean isContinued = add(first, line, joined);
    while (isContinued && next < lines.size()) {
      String more = withoutFeed(lines.get(next));
      next++;
      if (isComment(Blank.stripLeading(more))) {
        comment(Blank.stripLeading(more));
      } else if (!Blank.stripLeading(more).isEmpty()) {
        isContinued = add(more, next, joined);
      }
    }
    SourceText text = joined.build(line).stripped();
    if (text.isBlank()) {
      throw faults.at(
          line,
          "a line is continued, and nothing follows",
          "Remove the %s at its end.".formatted(escape));
    }
    Instruction plain = parser.parse(text, line, next, escape);
    instructions.add(HeredocNames.mayHave(plain) ? withHeredocs(plain) : plain);
  }

  /// Adds a line without its continuation mark.
  ///
  /// @return whether it had one
  private boolean add(String line, int number, SourceText.Builder joined) {
    int end = line.length();
    while (end > 0 && (line.charAt(end - 1) == ' ' || line.charAt(end - 1) == '\t')) {
      end--;
    }
    boolean isContinued =
        end > 0 && line.charAt(end - 1) == escape && (end == 1 || line.charAt(end - 2) != escape);
    joined.add(isContinued ? line.substring(0, end - 1) : line, number);
    return isContinued;
  }

  private Instruction withHeredocs(Instruction plain) {
    List<Heredoc> heredocs = new ArrayList<>();
    for (HeredocNames.Name name : HeredocNames.of(plain.code().text().text())) {
      StringBuilder content = new StringBuilder();
      int first = next + 1;
      boolean isEnded = false;
      while (!isEnded && next < lines.size()) {
        String line = lines.get(next);
        next++;
        isEnded = name.isEndedBy(withoutFeed(line));
        if (!isEnded) {
          content.append(line);
        }
      }
      if (!isEnded) {
        throw faults.at(
            plain.code().line(),
            "the heredoc <<%s has no end".formatted(Faults.shown(name.word())),
            "End it with a line that holds %s alone.".formatted(Faults.shown(name.word())));
      }
      heredocs.add(
          new Heredoc(
              name.word(),
              name.isExpanded(),
              name.isWithoutTabs(),
              SourceText.ofLines(content.toString(), first)));
    }
    return heredocs.isEmpty() ? plain : InstructionParser.with(plain, heredocs, next);
  }

  private void directive(String line) {
    if (isPastDirectives) {
      return;
    }
    Matcher matcher = DIRECTIVE.matcher(line);
    String name = matcher.matches() ? matcher.group(1).toLowerCase(Locale.ROOT) : "";
    if (!DIRECTIVES.contains(name)) {
      isPastDirectives = true;
      return;
    }
    if (!directivesSeen.add(name)) {
      throw faults.at(
          next, "the directive %s stands here a second time".formatted(name), "Keep one of them.");
    }
    String value = matcher.group(2);
    directives.add(new Directive(name, value, next));
    if (name.equals("escape")) {
      if (!value.equals("\\") && !value.equals("`")) {
        throw faults.at(
            next,
            "the escape character can't be %s".formatted(Faults.shown(value)),
            "Give a backslash or a backtick.");
      }
      escape = value.charAt(0);
    }
  }

  private void comment(String line) {
    comments.add(new Comment(line.substring(1).strip(), next));
  }

  private static boolean isComment(String line) {
    return line.startsWith("#");
  }

  private static String withoutFeed(String line) {
    int end = line.length();
    while (end > 0 && (line.charAt(end - 1) == '\n' || line.charAt(end - 1) == '\r')) {
      end--;
    }
    return line.substring(0, end);
  }

  private Dockerfile assembled(List<Instruction> instructions) {
    List<Arg> global = new ArrayList<>();
    List<Stage> stages = new ArrayList<>();
    List<Instruction> current = new ArrayList<>();
    From from = null;
    for (Instruction instruction : instructions) {
      if (instruction instanceof From begun) {
        if (from != null) {
          stages.add(new Stage(stages.size(), from, current));
        }
        from = begun;
        current = new ArrayList<>();
      } else if (from != null) {
        current.add(instruction);
      } else if (instruction instanceof Arg arg) {
        global.add(arg);
      } else {
        throw faults.at(
            instruction.code().line(),
            "%s stands before the first FROM".formatted(Faults.shown(instruction.code().keyword())),
            "Only ARG may; begin with FROM and the base image.");
      }
    }
    if (from == null) {
      throw faults.at(
          Math.max(1, lines.size()),
          "it has no FROM, so there is nothing to build",
          "Begin with FROM and the base image, or give another file.");
    }
    stages.add(new Stage(stages.size(), from, current));
    return new Dockerfile(path, escape, directives, comments, global, stages);
  }
}
