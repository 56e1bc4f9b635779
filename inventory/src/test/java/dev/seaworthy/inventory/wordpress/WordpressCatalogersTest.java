package dev.seaworthy.inventory.wordpress;

import dev.seaworthy.inventory.Cataloger;
import dev.seaworthy.inventory.document.LockFileContract;
import java.util.List;
import org.junit.jupiter.api.Nested;

class WordpressCatalogersTest {

  @Nested
  class WordpressPlugin extends LockFileContract {

    private static final String PATH = "/var/www/wp-content/plugins/akismet/akismet.php";
    private static final String TEXT =
        """
        <?php
        /**
         * @package Akismet
         */
        /*
        Plugin Name: Akismet Anti-spam: Spam Protection
        Plugin URI: https://akismet.com/
        Version: 5.3
        License: GPLv2 or later
        */
        """;

    @Override
    protected Cataloger cataloger() {
      return WordpressCatalogers.installed();
    }

    @Override
    protected List<Sample> wholeFiles() {
      return List.of(Sample.of(PATH, TEXT));
    }

    @Override
    protected List<String> wanted() {
      return List.of("wordpress-plugin/akismet 5.3");
    }

    @Override
    protected Sample partlyBroken() {
      return Sample.of(PATH, TEXT + "\0\0 garbage");
    }

    @Override
    protected List<String> notAskedFor() {
      return List.of("/var/www/index.php");
    }
  }
}
