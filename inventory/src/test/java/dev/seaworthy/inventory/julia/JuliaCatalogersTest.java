package dev.seaworthy.inventory.julia;

import dev.seaworthy.inventory.Cataloger;
import dev.seaworthy.inventory.document.LockFileContract;
import java.util.List;
import org.junit.jupiter.api.Nested;

class JuliaCatalogersTest {

  @Nested
  class JuliaManifest extends LockFileContract {

    private static final String PATH = "/app/Manifest.toml";
    private static final String TEXT =
        """
        julia_version = "1.9.2"
        manifest_format = "2.0"

        [[deps.Dates]]
        deps = ["Printf"]
        uuid = "ade2ca70-3891-5945-98fb-dc099432e06a"

        [[deps.JSON]]
        deps = ["Dates", "Mmap", "Parsers", "Unicode"]
        git-tree-sha1 = "31e996f0a15c7b280ba9f76636b3ff9e2ae58c9a"
        uuid = "682c06a0-de6a-54ab-a142-c8b1cf79cde6"
        version = "0.21.4"
        """;

    @Override
    protected Cataloger cataloger() {
      return JuliaCatalogers.manifest();
    }

    @Override
    protected List<Sample> wholeFiles() {
      return List.of(Sample.of(PATH, TEXT));
    }

    @Override
    protected List<String> wanted() {
      return List.of("JSON 0.21.4");
    }

    @Override
    protected Sample partlyBroken() {
      return Sample.of(PATH, "[[deps");
    }

    @Override
    protected List<String> notAskedFor() {
      return List.of("/app/Project.toml");
    }
  }
}
