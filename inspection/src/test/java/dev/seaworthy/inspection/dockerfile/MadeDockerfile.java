package dev.seaworthy.inspection.dockerfile;

import dev.seaworthy.testkit.Samples;
import java.util.List;

/// Makes Dockerfiles of what people write, and of what nobody should.
final class MadeDockerfile {

  /// What words of instructions are made of.
  static final List<String> PARTS =
      List.of(
          "a",
          "b ",
          " ",
          "\"",
          "'",
          "\\",
          "$a",
          "$b",
          "${a}",
          "${b:-x}",
          "${c:-$a}",
          "${c-\"q r\"}",
          "${a:+y}",
          "${b+z}",
          "${version%-*}",
          "${version##*.}",
          "${X//\\//-}",
          "${X/b/B}",
          "${version%%.*}",
          "${X#a/}",
          "$$",
          "${",
          "}",
          "${a",
          "${:x}",
          "${a:}",
          "$1",
          "$-",
          "=",
          "text",
          "#",
          "/",
          "${c}",
          "${b?none}",
          "\\$a",
          "é",
          "${c:?w}",
          "${version#?.}",
          "${a:-${b:-${version}}}");

  private static final List<String> FEEDS =
      List.of("\n", "\n", "\n", "\n", "\r\n", "\n\n", "\n# a comment\n", " \n");
  private static final List<String> BEGINNINGS =
      List.of(
          "",
          "",
          "",
          "",
          "# syntax=docker/dockerfile:1\n",
          "# escape=`\n",
          "#escape = `\n#syntax=x\n",
          "\uFEFF",
          "# a comment\n# escape=`\n",
          "\n# escape=`\n",
          "ARG V=1 W\n",
          "ARG V\n",
          "#check=skip=all\n",
          "# escape=x\n",
          "# syntax=a\n# syntax=b\n");
  private static final List<String> LINES =
      List.of(
          "FROM a",
          "from a AS b",
          "FROM --platform=$BUILDPLATFORM a:1@sha256:0 as c-1",
          "FROM a b",
          "FROM a as 1",
          "FROM",
          "RUN make",
          "RUN  make   all  ",
          "run [\"a\", \"b c\"]",
          "RUN [\"a\", 1]",
          "RUN ['a']",
          "RUN [a",
          "RUN --mount=type=secret,id=x --network=none cat",
          "RUN --security=\"insecure\" -- x",
          "ENV a b c",
          "ENV a=b c=\"d e\" f='g h'",
          "ENV a",
          "ENV a=b c",
          "ENV =x",
          "ENV a=b\\ c d=$e",
          "LABEL a=\"b\" c=d",
          "LABEL a b",
          "ARG a=b c",
          "ARG a=\"b c\"",
          "ARG =b",
          "COPY a b",
          "COPY a",
          "COPY --from=b --chmod=755 /a /b/",
          "COPY [\"a b\", \"c\"]",
          "ADD http://x/y /z",
          "USER 1000",
          "USER",
          "USER a b",
          "WORKDIR /a b",
          "EXPOSE 80 443/tcp",
          "EXPOSE",
          "VOLUME [\"/a\"]",
          "VOLUME /a /b",
          "VOLUME [\"\"]",
          "SHELL [\"/bin/bash\", \"-c\"]",
          "SHELL bash",
          "STOPSIGNAL 9",
          "MAINTAINER me <me@example>",
          "ONBUILD RUN make",
          "ONBUILD ONBUILD RUN x",
          "ONBUILD FROM a",
          "HEALTHCHECK NONE",
          "HEALTHCHECK NONE x",
          "HEALTHCHECK --interval=5s CMD curl x",
          "HEALTHCHECK CMD [\"a\"]",
          "HEALTHCHECK CMD",
          "healthcheck cmd a",
          "CMD a b",
          "CMD [\"a\"]",
          "CMD []",
          "ENTRYPOINT [\"a\"]",
          "ENTRYPOINT a",
          "FORM a",
          "RUN a ` b",
          "RUN a \\ b",
          "CMD");

  private final Samples samples;

  MadeDockerfile(Samples samples) {
    this.samples = samples;
  }

  String text() {
    StringBuilder text = new StringBuilder(samples.pick(BEGINNINGS));
    if (samples.chance(0.97)) {
      text.append("FROM base").append(feed());
    }
    for (int i = samples.between(0, 3); i > 0; i--) {
      text.append(line()).append(samples.chance(0.95) ? feed() : "");
    }
    return text.toString();
  }

  private String line() {
    String line = samples.pick(LINES);
    return switch (samples.below(9)) {
      case 0 -> continued(line);
      case 1 -> heredoc("RUN ");
      case 2 -> heredoc("COPY ");
      case 3 -> "  " + line;
      case 4 -> samples.pick(List.of("ENV ", "LABEL ", "ARG ", "RUN ")) + words();
      case 5 -> continued("RUN a  b" + samples.pick(List.of("", " ", " \\\\", "``", "\\\\\\")));
      case 6 -> "ONBUILD " + heredoc("RUN ");
      default -> line;
    };
  }

  private String words() {
    return String.join("", samples.list(1, 5, each -> each.pick(PARTS)));
  }

  private String continued(String line) {
    String mark = samples.pick(List.of("\\", "\\", "\\", "\\ ", "`", "\\\t"));
    int at = line.isEmpty() ? 0 : samples.below(line.length());
    String between =
        samples.pick(
            List.of("\n", "\n", "\r\n", "\n# between\n", "\n\n", "\n  \n  # more\n", "\n   "));
    return line.substring(0, at) + mark + between + line.substring(at);
  }

  private String heredoc(String keyword) {
    String name =
        samples.pick(
            List.of(
                "EOF", "EOF", "'EOF'", "\"EOF\"", "E\"O\"F", "-EOF", "-'EOF'", " EOF", "3EOF",
                "E$F", "", "EOF>x"));
    String second = samples.pick(List.of("", "", "", " <<TWO", " cat <<-TWO"));
    String content =
        samples.pick(List.of("", "line\n", "\tline\r\n# none\n", "$a \\\nEO\n", "<<EOF\n"));
    String end =
        samples.pick(List.of("EOF\n", "EOF\n", "EOF\n", "\tEOF\n", "EOF\r\n", "EOF \n", ""));
    String rest = second.isEmpty() ? "" : "second\nTWO\n";
    String destination =
        keyword.equals("COPY ") ? " /there" : samples.pick(List.of("", "", " && x", " > /y"));
    return keyword
        + samples
            .pick(List.of("", "--flag ", "bash "))
            .replace("--flag ", keyword.equals("RUN ") ? "--network=none " : "--chmod=644 ")
        + "<<"
        + name
        + second
        + destination
        + "\n"
        + content
        + end
        + rest;
  }

  private String feed() {
    return samples.pick(FEEDS);
  }
}
