package dev.seaworthy.inventory.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassifierReaderTest {

  private static final String WHOLE =
      "[x]\nfiles x\npattern x-{version}\ncpe a:b\ndebian x\nsample 1.2 x x-1.2\\0\n";

  private static List<BinaryClassifier> read(String text) {
    return ClassifierReader.read("test", text.lines().toList());
  }

  @Test
  void readsAWholeOne() {
    assertThat(read("# about x\n\n" + WHOLE))
        .singleElement()
        .satisfies(classifier -> {
          assertThat(classifier.name()).isEqualTo("x");
          assertThat(classifier.samples().getFirst().bytes()).isEqualTo("x-1.2\0");
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "files x\n" + WHOLE,
        WHOLE + WHOLE,
        WHOLE + "pattern more\n",
        WHOLE + "files y\n",
        WHOLE + "colour red\n",
        WHOLE + "origin both\n",
        "[x]\nfiles x\n",
        "[X!]\n",
        WHOLE + "kind\n",
      })
  void refusesWhatIsUnknownMissingOrStandsTwice(String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("test, line");
  }

  @Test
  void hasEveryProductOnce() {
    assertThat(ClassifierTable.builtIn().classifiers())
        .extracting(BinaryClassifier::name)
        .doesNotHaveDuplicates()
        .hasSizeGreaterThan(60);
  }
}
