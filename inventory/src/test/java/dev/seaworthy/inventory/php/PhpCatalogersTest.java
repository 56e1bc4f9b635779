package dev.seaworthy.inventory.php;

import dev.seaworthy.inventory.Cataloger;
import dev.seaworthy.inventory.document.LockFileContract;
import java.util.List;
import org.junit.jupiter.api.Nested;

class PhpCatalogersTest {

  @Nested
  class ComposerInstalled extends LockFileContract {

    private static final String PATH = "/app/vendor/composer/installed.json";
    private static final String TEXT =
        """
        {"packages": [
          {"name": "monolog/monolog", "version": "v2.9.1", "license": ["MIT"], "require": {"php": ">=7.2", "psr/log": "^1"}},
          {"name": "psr/log", "version": "1.1.4"}
        ], "dev": true, "dev-package-names": ["psr/log"]}
        """;

    @Override
    protected Cataloger cataloger() {
      return PhpCatalogers.installed();
    }

    @Override
    protected List<Sample> wholeFiles() {
      return List.of(Sample.of(PATH, TEXT));
    }

    @Override
    protected List<String> wanted() {
      return List.of("monolog/monolog 2.9.1", "psr/log 1.1.4");
    }

    @Override
    protected Sample partlyBroken() {
      return Sample.of(PATH, "{\"packages\": [");
    }

    @Override
    protected List<String> notAskedFor() {
      return List.of("/app/installed.json");
    }
  }

  @Nested
  class ComposerLock extends LockFileContract {

    private static final String PATH = "/app/composer.lock";
    private static final String TEXT =
        """
        {"packages": [{"name": "psr/log", "version": "1.1.4", "dist": {"shasum": ""}}],
         "packages-dev": [{"name": "phpunit/phpunit", "version": "9.6.0"}]}
        """;

    @Override
    protected Cataloger cataloger() {
      return PhpCatalogers.lockFile();
    }

    @Override
    protected List<Sample> wholeFiles() {
      return List.of(Sample.of(PATH, TEXT));
    }

    @Override
    protected List<String> wanted() {
      return List.of("psr/log 1.1.4", "phpunit/phpunit 9.6.0");
    }

    @Override
    protected Sample partlyBroken() {
      return Sample.of(PATH, "{\"packages\"");
    }

    @Override
    protected List<String> notAskedFor() {
      return List.of("/app/composer.json");
    }
  }
}
