package dev.seaworthy.inventory.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.testkit.RepositoryRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ClassifierPageTest {

  private static final Path PAGE = RepositoryRoot.find().resolve("docs/reference-classifiers.md");

  /// `-Dgolden.update=true` writes the page anew.
  @Test
  void thePageSaysWhatTheClassifiersSay() throws IOException {
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(PAGE, ClassifierPage.markdown());
    }
    assertThat(PAGE).hasContent(ClassifierPage.markdown());
  }
}
