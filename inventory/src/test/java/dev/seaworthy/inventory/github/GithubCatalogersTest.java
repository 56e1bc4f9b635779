package dev.seaworthy.inventory.github;

import dev.seaworthy.inventory.Cataloger;
import dev.seaworthy.inventory.document.LockFileContract;
import java.util.List;
import org.junit.jupiter.api.Nested;

class GithubCatalogersTest {

  @Nested
  class Workflow extends LockFileContract {

    private static final String PATH = "/src/.github/workflows/ci.yml";
    private static final String TEXT =
        """
        on: [push]
        jobs:
          build:
            steps:
              - uses: actions/checkout@v4
              - name: pinned
                uses: "github/codeql-action/init@0116bc2df50751f9724a2e35ef1f24d22f90e4e1" # v2.22.3
              - uses: ./local-action
              - run: echo ${{ github.sha }}
        """;

    @Override
    protected Cataloger cataloger() {
      return GithubCatalogers.workflows();
    }

    @Override
    protected List<Sample> wholeFiles() {
      return List.of(Sample.of(PATH, TEXT));
    }

    @Override
    protected List<String> wanted() {
      return List.of("actions/checkout v4", "github/codeql-action v2.22.3");
    }

    @Override
    protected Sample partlyBroken() {
      return Sample.of(PATH, TEXT + "\0\0 garbage");
    }

    @Override
    protected List<String> notAskedFor() {
      return List.of("/src/ci.yml");
    }
  }
}
