package dev.seaworthy.inspection.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.base.BaseError;
import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.inspection.InspectionError;
import dev.seaworthy.inspection.dockerfile.CommandForm.Exec;
import dev.seaworthy.inspection.dockerfile.CommandForm.Shell;
import dev.seaworthy.inspection.dockerfile.Dockerfile.Stage;
import dev.seaworthy.inspection.dockerfile.Instruction.Copy;
import dev.seaworthy.inspection.dockerfile.Instruction.Env;
import dev.seaworthy.inspection.dockerfile.Instruction.Run;
import dev.seaworthy.inspection.dockerfile.check.CheckOptions;
import dev.seaworthy.inspection.dockerfile.check.DockerfileChecks;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DockerfileReaderTest {

  @Test
  void readsStagesArgumentsAndDirectives() {
    Dockerfile file =
        read(
            """
            # syntax=docker/dockerfile:1
            # escape=`
            ARG V=12
            FROM --platform=linux/amd64 debian:$V AS Build
            from scratch
            copy --from=build /a `
              /b
            """);
    assertThat(file.directives()).extracting(Directive::name).containsExactly("syntax", "escape");
    assertThat(file.escape()).isEqualTo('`');
    assertThat(file.global().getFirst().variables().getFirst().value()).contains("12");
    assertThat(file.stages()).extracting(Stage::label).containsExactly("build", "1");
    assertThat(file.stages().getFirst().from().code().flag("platform")).contains("linux/amd64");
    Copy copy = (Copy) file.lastStage().instructions().getFirst();
    assertThat(copy.sources()).containsExactly("/a");
    assertThat(copy.destination()).isEqualTo("/b");
    assertThat(copy.code().line()).isEqualTo(6);
    assertThat(copy.code().endLine()).isEqualTo(7);
  }

  @Test
  void knowsTheLineOfEveryPartOfAContinuedInstruction() {
    Dockerfile file =
        read(
            "\uFEFFFROM a\r\nENV A=1 \\\r\n# a comment\r\n\r\n  B=2 \\\r\n  C=3\r\nRUN x \\\n# no\n && y\n");
    Env env = (Env) file.lastStage().instructions().get(0);
    assertThat(env.variables()).extracting(Variable::name).containsExactly("A", "B", "C");
    assertThat(env.variables()).extracting(Variable::line).containsExactly(2, 5, 6);
    Run run = (Run) file.lastStage().instructions().get(1);
    SourceText script = ((Shell) run.command()).script();
    assertThat(script.text()).isEqualTo("x  && y");
    assertThat(script.lineAt(script.text().indexOf('y'))).isEqualTo(9);
    assertThat(file.comments()).extracting(Comment::line).containsExactly(3, 8);
  }

  @Test
  void readsHeredocsOfOneInstructionInTurn() {
    Dockerfile file =
        read(
            """
            FROM a
            COPY <<one.txt <<-"two" /there/
            first $x
            one.txt
            \tsecond
            \ttwo
            RUN make
            """);
    Copy copy = (Copy) file.lastStage().instructions().getFirst();
    assertThat(copy.code().heredocs()).extracting(Heredoc::name).containsExactly("one.txt", "two");
    assertThat(copy.code().heredocs()).extracting(Heredoc::isExpanded).containsExactly(true, false);
    assertThat(copy.code().heredocs().get(1).content().lineAt(0)).isEqualTo(5);
    assertThat(file.lastStage().instructions().get(1).code().line()).isEqualTo(7);
  }

  @Test
  void tellsTheFormsOfCommandsApart() {
    Dockerfile file = read("FROM a\nRUN [\"a b\", \"c\"]\nRUN ['a']\n");
    assertThat(((Run) file.lastStage().instructions().get(0)).command())
        .isEqualTo(new Exec(List.of("a b", "c"), 2));
    assertThat(((Run) file.lastStage().instructions().get(1)).command()).isInstanceOf(Shell.class);
  }

  static Stream<Arguments> brokenFiles() {
    return Stream.of(
        Arguments.of("", "line 1: it has no FROM"),
        Arguments.of("# nothing\n\n", "line 2: it has no FROM"),
        Arguments.of("RUN x\nFROM a\n", "line 1: RUN stands before the first FROM"),
        Arguments.of("FROM a\n\nRNU x\n", "line 3: RNU is no instruction"),
        Arguments.of("FROM a b c\n", "line 1: FROM a b c is neither"),
        Arguments.of("FROM a AS 1b\n", "line 1: a stage can't be called 1b"),
        Arguments.of("FROM a\nENV A=1 \\\n B\n", "line 3: B is not of the form NAME=VALUE"),
        Arguments.of("FROM a\nENV A\n", "line 2: ENV A has no value"),
        Arguments.of("FROM a\nCOPY a\n", "line 2: COPY needs what to take and where to"),
        Arguments.of("FROM a\nRUN <<EOF\nx\n", "line 2: the heredoc <<EOF has no end"),
        Arguments.of("FROM a\nSHELL bash -c\n", "line 2: SHELL takes a JSON array"),
        Arguments.of("FROM a\nCMD [\"a\", 1]\n", "line 2: CMD has a JSON array that holds"),
        Arguments.of("FROM a\nHEALTHCHECK TCP x\n", "line 2: HEALTHCHECK TCP is no kind"),
        Arguments.of("FROM a\nONBUILD FROM b\n", "line 2: FROM can't follow ONBUILD"),
        Arguments.of("# escape=x\nFROM a\n", "line 1: the escape character can't be x"),
        Arguments.of("# escape=`\n# escape=`\nFROM a\n", "line 2: the directive escape stands"),
        Arguments.of("FROM a\n\\\n", "line 2: a line is continued, and nothing follows"),
        Arguments.of("F\0R\0O\0M\0", "line 1: it holds zero bytes"));
  }

  @ParameterizedTest
  @MethodSource("brokenFiles")
  void namesTheLineAndWhatToDo(String text, String message) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOfSatisfying(
            SeaworthyException.class,
            e -> {
              assertThat(e).hasMessageStartingWith("Dockerfile: " + message);
              assertThat(e.code()).isEqualTo(InspectionError.BAD_DOCKERFILE);
              assertThat(e.hint()).isNotBlank();
            });
  }

  @Test
  void suggestsTheInstructionThatWasMeant() {
    assertThatThrownBy(() -> read("FORM a\n"))
        .isInstanceOfSatisfying(
            SeaworthyException.class, e -> assertThat(e.hint()).startsWith("Did you mean FROM?"));
  }

  @Test
  void refusesAFileBeyondTheLimit() {
    Limits limits = Limits.defaults().with(Limit.BUILD_FILE_BYTES, 10);
    assertThatThrownBy(() -> DockerfileReader.read("Dockerfile", new byte[11], limits))
        .isInstanceOfSatisfying(
            SeaworthyException.class,
            e -> assertThat(e.code()).isEqualTo(BaseError.LIMIT_EXCEEDED));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ENV a=${b:-",
        "RUN \"$(",
        "RUN `",
        "RUN echo ${a",
        "COPY <<a <<b ",
        "RUN ( ",
        "RUN x |",
        "ENV a=$a$a ",
        "RUN \\\n `x` ",
        "LABEL a=\"",
        "RUN ! ",
        "USER ${a#*",
        "# seaworthy:ignore=a,",
        "RUN [[[[",
        "EXPOSE 1 ",
        "RUN curl http://u:p@",
        "RUN sh -c \"$(sh -c '"
      })
  void staysQuickOnWhatRepeats(String part) {
    String text = "FROM a\n" + part.repeat((1 << 16) / part.length());
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          try {
            DockerfileChecks.builtIn().check(read(text), CheckOptions.DEFAULTS);
          } catch (SeaworthyException e) {
            assertThat(e.code()).isEqualTo(InspectionError.BAD_DOCKERFILE);
          }
        });
  }

  private static Dockerfile read(String text) {
    return DockerfileReader.read(
        "Dockerfile", text.getBytes(StandardCharsets.UTF_8), Limits.defaults());
  }
}
