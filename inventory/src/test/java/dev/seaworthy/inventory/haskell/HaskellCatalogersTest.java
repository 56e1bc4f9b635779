package dev.seaworthy.inventory.haskell;

import dev.seaworthy.inventory.Cataloger;
import dev.seaworthy.inventory.document.LockFileContract;
import java.util.List;
import org.junit.jupiter.api.Nested;

class HaskellCatalogersTest {

  @Nested
  class CabalFreeze extends LockFileContract {

    private static final String PATH = "/app/cabal.project.freeze";
    private static final String TEXT =
        """
        active-repositories: hackage.haskell.org:merge
        constraints: any.aeson ==2.1.2.1,
                     aeson -cffi +ordered-keymap,
                     any.base ==4.17.2.0
        index-state: hackage.haskell.org 2023-09-01T00:00:00Z
        """;

    @Override
    protected Cataloger cataloger() {
      return HaskellCatalogers.cabal();
    }

    @Override
    protected List<Sample> wholeFiles() {
      return List.of(Sample.of(PATH, TEXT));
    }

    @Override
    protected List<String> wanted() {
      return List.of("aeson 2.1.2.1", "base 4.17.2.0");
    }

    @Override
    protected Sample partlyBroken() {
      return Sample.of(PATH, TEXT + "\0\0 garbage");
    }

    @Override
    protected List<String> notAskedFor() {
      return List.of("/app/cabal.project");
    }
  }

  @Nested
  class StackLock extends LockFileContract {

    private static final String PATH = "/app/stack.yaml.lock";
    private static final String TEXT =
        """
        packages:
        - completed:
            hackage: fuzzyset-0.2.4@sha256:f1b6de8bf33277bf6255207541d65028f1f1ea93af5541b654c86b5674995485,1618
            pantry-tree:
              size: 574
          original:
            hackage: fuzzyset-0.2.4
        snapshots: []
        """;

    @Override
    protected Cataloger cataloger() {
      return HaskellCatalogers.stack();
    }

    @Override
    protected List<Sample> wholeFiles() {
      return List.of(Sample.of(PATH, TEXT));
    }

    @Override
    protected List<String> wanted() {
      return List.of("fuzzyset 0.2.4");
    }

    @Override
    protected Sample partlyBroken() {
      return Sample.of(PATH, "packages: [");
    }

    @Override
    protected List<String> notAskedFor() {
      return List.of("/app/stack.yaml");
    }
  }
}
