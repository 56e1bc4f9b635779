package dev.seaworthy.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class JavaRulesTest {
  @Test
  void findsAMethodThatIsOneLineTooLongAndLeavesTheOneThatFits() {
    String source =
        """
        class Planted {
          void fits() {
            a();
          }

          void tooLong() {
            a();
            b();
          }

          static {
            a();
            b();
          }

          record Inner(int x) {
            Inner {
              a();
              b();
            }
          }
        }
        """;
    assertThat(Offences.inMain(new MethodLength(3), source))
        .containsExactlyInAnyOrder(
            "Planted.tooLong", "Planted.initializer", "Planted.Inner.<init>");
  }

  @Test
  void findsTestsThatAreSwitchedOffThatSleepOrThatSkipByThemselves() {
    String source =
        """
        import static org.junit.jupiter.api.Assumptions.assumeTrue;

        class PlantedTest {
          @Test
          @Disabled("later")
          void off() {}

          @DisabledOnOs(OS.LINUX)
          void offHere() throws Exception {
            Thread.sleep(10);
          }
        }
        """;
    assertThat(Offences.inTest(new TestHygiene(), source))
        .containsExactlyInAnyOrder("Assumptions", "Disabled", "DisabledOnOs", "sleep");
  }

  @Test
  void leavesAnHonestTestAlone() {
    String source = "class PlantedTest { @Test void runs() { assertThat(1).isOne(); } }";
    assertThat(Offences.inTest(new TestHygiene(), source)).isEmpty();
  }

  @Test
  void findsWildcardImportsPlaceholdersAndPublicTypesWithoutAWord() {
    String source =
        """
        import java.util.*;

        public final class Planted {
          void later() {
            throw new UnsupportedOperationException();
          }
        }
        """;
    assertThat(Offences.inMain(new PlainJava(), source))
        .containsExactlyInAnyOrder("java.util.*", "UnsupportedOperationException", "Planted");
  }

  @Test
  void takesBothFormsOfDocComment() {
    assertThat(Offences.inMain(new PlainJava(), "/// Says it.\npublic class Planted {}")).isEmpty();
    assertThat(Offences.inMain(new PlainJava(), "/** Says it. */\npublic class Planted {}"))
        .isEmpty();
  }

  @Test
  void findsForbiddenWordsInNamesHoweverTheyAreSpelt() {
    List<Word> words = Word.parse(List.of("both\timage names?\timage reference").stream());
    String source =
        """
        class ImageNames {
          static final String IMAGE_NAME = "x";
          void of(String imageName, String name, String image) {}
          void rename() {}
        }
        """;
    assertThat(Offences.inMain(new NameWords(words), source))
        .containsExactlyInAnyOrder("ImageNames", "IMAGE_NAME", "imageName");
  }

  @Test
  void partsNamesIntoWords() {
    assertThat(NameWords.words("readHTTPHeader2Names")).isEqualTo("read http header2 names");
    assertThat(NameWords.words("ENTRIES_MAX")).isEqualTo("entries max");
  }
}
