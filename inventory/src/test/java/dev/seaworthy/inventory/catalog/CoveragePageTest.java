package dev.seaworthy.inventory.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.testkit.RepositoryRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CoveragePageTest {

  private static final Path PAGE = RepositoryRoot.find().resolve("docs/reference-coverage.md");

  /// `-Dgolden.update=true` writes the page anew.
  @Test
  void thePageSaysWhatTheCatalogersSay() throws IOException {
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(PAGE, CoveragePage.markdown());
    }
    assertThat(PAGE).hasContent(CoveragePage.markdown());
  }

  @Test
  void everyCatalogerSaysHowItIsProven() {
    assertThat(CoveragePage.proofs().keySet())
        .containsExactlyElementsOf(
            BuiltInCatalogers.all().stream().map(cataloger -> cataloger.id().name()).toList());
    assertThat(CoveragePage.proofs().values())
        .allSatisfy(proof -> assertThat(proof.origin()).isNotBlank());
  }
}
