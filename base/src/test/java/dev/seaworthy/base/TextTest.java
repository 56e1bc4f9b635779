package dev.seaworthy.base;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextTest {

  @Test
  void leavesOrdinaryTextAsItIs() {
    assertThat(Text.visible("lib/容器-é😀.jar")).isEqualTo("lib/容器-é😀.jar");
  }

  @Test
  void makesControlAndBidirectionalCharactersVisible() {
    assertThat(Text.visible("a\u202Egpj.exe\u001B[31m\n"))
        .isEqualTo("a\\u202egpj.exe\\u001b[31m\\u000a");
  }

  @Test
  void marksWhereItCut() {
    assertThat(Text.shorten("abcdef", 3)).isEqualTo("abc…");
    assertThat(Text.shorten("abc", 3)).isEqualTo("abc");
  }

  @Test
  void showsALoneSurrogateInsteadOfPassingItOn() {
    assertThat(Text.visible("x\uD800y")).isEqualTo("x\\ud800y");
  }
}
