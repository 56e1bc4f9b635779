package dev.seaworthy.inventory.github;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.inventory.Cataloger;
import dev.seaworthy.inventory.InventoryError;
import dev.seaworthy.inventory.RecordingSink;
import dev.seaworthy.inventory.document.LockFileContract;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

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
              - {uses: actions/cache@v3}
              - run: |
                  echo ${{ github.sha }}
                  uses: not/an-action@v1
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
      return List.of("actions/checkout v4", "github/codeql-action v2.22.3", "actions/cache v3");
    }

    @Override
    protected Sample partlyBroken() {
      return Sample.of(PATH, TEXT + "\0\0 garbage");
    }

    @Override
    protected List<String> notAskedFor() {
      return List.of("/src/ci.yml");
    }

    @Test
    void tellsOfAWorkflowThatIsNoYamlAndKeepsItsLines() {
      for (String broken : List.of("  - : {\n", "\tkey: value\n", "jobs: twice\n")) {
        RecordingSink sink = RecordingSink.of(cataloger(), PATH, (TEXT + broken).getBytes(UTF_8));
        assertThat(sink.gapCodes()).containsExactly(InventoryError.METADATA_UNREADABLE);
        assertThat(sink.releases()).contains("actions/checkout v4", "github/codeql-action v2.22.3");
      }
    }
  }
}
