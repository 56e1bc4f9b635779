package dev.seaworthy.inspection.dockerfile.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.inspection.dockerfile.SourceText;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShellParserTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '%',
      textBlock =
          """
          %a b && c || d | e%                      ; %a b,AND c,OR d,PIPE e%
          %if a; then b; else c; fi%               ; %a,b,c%
          %(a; b) | c%                             ; %a,b,PIPE c%
          %a && (b)%                               ; %a,AND b%
          %{ a; } | b%                             ; %a,PIPE b%
          %a "b c" 'd $e' f\\ g%                   ; %a b c d $e f g%
          %a > b 2>&1 < c; d%                      ; %a,d%
          %a # b && c%                             ; %a%
          %a $((1+2)) && b%                        ; %a $((1+2)),AND b%
          %a ${b:-c d} e%                          ; %a ${b:-c d} e%
          %while read l; do a; done%               ; %read l,a%
          %a & b%                                  ; %a,b%
          """)
  void tellsCommandsAndTheirJointsApart(String script, String commands) {
    List<String> found =
        parse(script).commands().stream()
            .map(command ->
                (command.joint() == ShellCommand.Joint.NEXT ? "" : command.joint() + " ")
                    + command.text())
            .toList();
    assertThat(String.join(",", found)).isEqualTo(commands);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '%',
      textBlock =
          """
          %sudo -u app env A=b /usr/bin/apt-get install x% ; apt-get
          %DEBIAN_FRONTEND=x apt-get update%               ; apt-get
          %timeout -k 5 30 curl x%                         ; curl
          %exec nice -n 5 make%                            ; make
          %A=b%                                            ; %%
          %sudo%                                           ; sudo
          """)
  void seesWhatWrappersCall(String script, String name) {
    assertThat(parse(script).commands().getFirst().called().name()).isEqualTo(name);
  }

  @Test
  void findsScriptsInWordsAndThoseGivenToAShell() {
    ShellScript script = parse("a \"$(b | c)\" `d` <(e) && sh -ec 'f; g'");
    assertThat(script.all().map(command -> command.called().name()))
        .containsExactly("a", "b", "c", "d", "e", "sh", "f", "g");
  }

  @Test
  void skipsTheContentOfHeredocs() {
    ShellScript script = parse("cat <<EOF > /x\nnot a command\nEOF\nb <<-'E F'\n\tno\n\tE F\nc");
    assertThat(script.commands()).extracting(ShellCommand::text).containsExactly("cat", "b", "c");
    assertThat(script.commands().getFirst().targets())
        .extracting(ShellWord::text)
        .containsExactly("/x");
    assertThat(script.commands().getLast().line()).isEqualTo(7);
  }

  @Test
  void readsShortOptionsThatStandTogether() {
    Invocation called = parse("curl -fsSLk -okx").commands().getFirst().called();
    assertThat(called.hasShort('k', "o")).isTrue();
    assertThat(parse("curl -okx").commands().getFirst().called().hasShort('k', "o")).isFalse();
  }

  private static ShellScript parse(String script) {
    return ShellParser.parse(SourceText.ofLines(script, 1));
  }
}
