package dev.seaworthy.inventory.r;

import dev.seaworthy.inventory.Cataloger;
import dev.seaworthy.inventory.document.LockFileContract;
import java.util.List;
import org.junit.jupiter.api.Nested;

class RCatalogersTest {

  @Nested
  class RDescription extends LockFileContract {

    private static final String PATH = "/usr/lib/R/site-library/Rcpp/DESCRIPTION";
    private static final String TEXT =
        """
        Package: Rcpp
        Title: Seamless R and C++ Integration
        Version: 1.0.10
        License: GPL (>= 2)
        Imports: methods, utils
        Built: R 4.2.2; x86_64-pc-linux-gnu; 2023-01-22; unix
        """;

    @Override
    protected Cataloger cataloger() {
      return RCatalogers.installed();
    }

    @Override
    protected List<Sample> wholeFiles() {
      return List.of(Sample.of(PATH, TEXT));
    }

    @Override
    protected List<String> wanted() {
      return List.of("Rcpp 1.0.10");
    }

    @Override
    protected Sample partlyBroken() {
      return Sample.of(PATH, TEXT + "\0\0 garbage");
    }

    @Override
    protected List<String> notAskedFor() {
      return List.of("/app/DESCRIPTION.md");
    }
  }
}
