package dev.seaworthy.inventory.conda;

import dev.seaworthy.inventory.Cataloger;
import dev.seaworthy.inventory.document.LockFileContract;
import java.util.List;
import org.junit.jupiter.api.Nested;

class CondaCatalogersTest {

  @Nested
  class CondaMeta extends LockFileContract {

    private static final String PATH = "/opt/conda/conda-meta/zlib-1.2.13-h5eee18b_0.json";
    private static final String TEXT =
        """
        {"name": "zlib", "version": "1.2.13", "build": "h5eee18b_0", "subdir": "linux-64", "license": "Zlib",
         "channel": "https://conda.example/main/linux-64", "depends": ["libgcc-ng >=11.2.0"], "files": ["lib/libz.so.1"],
         "md5": "333e31fbfbb5057c92fa845ad6adef93"}
        """;

    @Override
    protected Cataloger cataloger() {
      return CondaCatalogers.installed();
    }

    @Override
    protected List<Sample> wholeFiles() {
      return List.of(Sample.of(PATH, TEXT));
    }

    @Override
    protected List<String> wanted() {
      return List.of("zlib 1.2.13");
    }

    @Override
    protected Sample partlyBroken() {
      return Sample.of(PATH, "{\"name\"");
    }

    @Override
    protected List<String> notAskedFor() {
      return List.of("/opt/conda/zlib.json");
    }
  }
}
