package dev.seaworthy.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.testkit.Gates;
import dev.seaworthy.testkit.RepositoryRoot;
import org.junit.jupiter.api.Test;

class TidyTest {
  @Test
  void theRepositoryKeepsTheRulesOfTheHouse() throws Exception {
    Repository repository = Repository.read(RepositoryRoot.find());
    Gates.always(
        "tidy files",
        () -> {
          assertThat(House.tidiness().complaints(repository)).isEmpty();
          return repository.texts().size();
        });
  }

  @Test
  void readsTheRepositoryAndNotWhatBuildsMade() throws Exception {
    Repository repository = Repository.read(RepositoryRoot.find());
    assertThat(repository.texts())
        .extracting(SourceFile::path)
        .contains("pom.xml", "base/src/main/java/dev/seaworthy/base/package-info.java", "LICENSE")
        .noneMatch(path -> path.contains("target/classes"));
  }
}
