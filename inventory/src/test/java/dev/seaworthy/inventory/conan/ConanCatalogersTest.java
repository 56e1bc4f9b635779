package dev.seaworthy.inventory.conan;

import dev.seaworthy.inventory.Cataloger;
import dev.seaworthy.inventory.document.LockFileContract;
import java.util.List;
import org.junit.jupiter.api.Nested;

class ConanCatalogersTest {

  @Nested
  class ConanLock extends LockFileContract {

    private static final String PATH = "/app/conan.lock";
    private static final String TEXT =
        """
        {"version": "0.5", "requires": ["zlib/1.2.13#97d5730b529b4224045fe7090592d4c1%1692672717.68", "spdlog/1.12.0@shop/stable"],
         "build_requires": ["cmake/3.27.1"], "python_requires": []}
        """;

    @Override
    protected Cataloger cataloger() {
      return ConanCatalogers.lockFile();
    }

    @Override
    protected List<Sample> wholeFiles() {
      return List.of(Sample.of(PATH, TEXT));
    }

    @Override
    protected List<String> wanted() {
      return List.of("zlib 1.2.13", "spdlog 1.12.0", "cmake 3.27.1");
    }

    @Override
    protected Sample partlyBroken() {
      return Sample.of(PATH, "{\"version\":");
    }

    @Override
    protected List<String> notAskedFor() {
      return List.of("/app/conanfile.txt");
    }
  }
}
