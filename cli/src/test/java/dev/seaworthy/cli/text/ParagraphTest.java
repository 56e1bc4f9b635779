package dev.seaworthy.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ParagraphTest {

  @Test
  void keepsPiecesWhole() {
    assertThat(new Paragraph(20, "- ", "    ").piece("one two").piece("three four").lines())
        .containsExactly("- one two", "    three four");
  }

  @Test
  void flowsProseWordByWord() {
    assertThat(new Paragraph(12, "", "  ").prose("the quick brown  fox jumps").lines())
        .containsExactly("the quick", "  brown fox", "  jumps");
  }

  @Test
  void breaksAPieceThatNoLineHolds() {
    List<String> lines = new Paragraph(10, "", "  ").piece("0123456789ABCDEF").lines();
    assertThat(lines).containsExactly("0123456789", "  ABCDEF");
    assertThat(new Paragraph(10, "", "  ").piece("aaaa bbbb cccc dddd").lines())
        .containsExactly("aaaa bbbb", "  cccc", "  dddd");
  }

  @Test
  void neverBreaksAWideCharacterInTwo() {
    assertThat(new Paragraph(5, "", "").piece("高危漏洞").lines()).containsExactly("高危", "漏洞");
    assertThat(new Paragraph(1, "", "").piece("高危").lines()).containsExactly("高", "危");
  }

  @Test
  void leavesOutWhatIsEmpty() {
    assertThat(new Paragraph(10, "> ", "").piece("").lines()).isEmpty();
    assertThat(new Paragraph(10, "> ", "").piece("")).hasToString("");
  }

  @Test
  void doesNotCountColours() {
    assertThat(
            new Paragraph(8, "", "").piece("ab", Ink.COLOURED, Ink.Tone.BAD).piece("cdef").lines())
        .containsExactly("\u001b[1;31mab\u001b[0m  cdef");
  }
}
