package dev.seaworthy.base;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.testkit.RepositoryRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class LimitsPageTest {

  /// `-Dgolden.update=true` writes the page anew.
  @Test
  void theReferencePageNamesEveryLimit() throws IOException {
    Path page = RepositoryRoot.find().resolve("docs/reference-limits.md");
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(page, page());
    }

    assertThat(Files.readString(page)).isEqualTo(page());
  }

  private static String page() {
    StringBuilder page = new StringBuilder();
    page.append(
        """
        # Limits

        Everything that is read from outside is bounded. A file that goes beyond a limit is a gap: the report
        names it, and an image with a gap is never cleared. Where going beyond means that nothing can be said of
        the image at all, the scan ends with an error.

        The defaults let every honest image through that we know of. Change one with `--limit NAME=NUMBER`, and
        raise one only for an image that you trust. Facts in the layer cache are kept apart by the limits that were
        changed.

        | name | default | unit | what is bounded |
        |---|---:|---|---|
        """);
    for (Limit limit : Limit.values()) {
      page.append(
          "| `%s` | %s | %s | %s |\n"
              .formatted(
                  limit.key(),
                  String.format(Locale.ROOT, "%,d", limit.defaultValue()),
                  limit.unit(),
                  limit.meaning()));
    }
    page.append("\nThis page is made from `Limit` in `base`; a test keeps it so.\n");
    return page.toString();
  }
}
