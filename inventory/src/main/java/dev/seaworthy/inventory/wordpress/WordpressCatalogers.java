package dev.seaworthy.inventory.wordpress;

import dev.seaworthy.image.AnalyserId;
import dev.seaworthy.image.FileContent;
import dev.seaworthy.image.FileRecord;
import dev.seaworthy.image.Interest;
import dev.seaworthy.image.Interest.NameBelow;
import dev.seaworthy.image.Interest.SuffixBelow;
import dev.seaworthy.inventory.Cataloger;
import dev.seaworthy.inventory.Cataloger.Coverage;
import dev.seaworthy.inventory.ComponentBuilder;
import dev.seaworthy.inventory.document.LockFileCataloger;
import dev.seaworthy.inventory.document.LockFileCataloger.Told;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The forms in which WordPress, its plugins and its themes say what they are.
public final class WordpressCatalogers {

  /// WordPress itself reads no more of a file than this (`get_file_data`).
  private static final int HEADER_BYTES = 8_192;

  private static final Pattern PLUGIN =
      Pattern.compile(".*/wp-content/plugins/([^/]+)/[^/]+\\.php");
  private static final Pattern THEME = Pattern.compile(".*/wp-content/themes/([^/]+)/style\\.css");
  private static final Pattern PLUGIN_NAME = field("Plugin Name");
  private static final Pattern THEME_NAME = field("Theme Name");
  private static final Pattern VERSION = field("Version");
  private static final Pattern LICENCE = field("License");
  private static final Pattern CORE = Pattern.compile("\\$wp_version\\s*=\\s*'([^']+)'");

  private WordpressCatalogers() {}

  private static Pattern field(String name) {
    return Pattern.compile(
        "(?mi)^(?:[ \\t]*<\\?php)?[ \\t/*#@]*" + name + ":[ \\t]*(.*?)[ \\t]*(?:\\*/.*)?\\r?$");
  }

  public static Cataloger installed() {
    return new LockFileCataloger(
        new AnalyserId("wordpress", 1),
        Interest.in(
            new NameBelow("themes", "style.css"),
            new NameBelow("wp-includes", "version.php"),
            new SuffixBelow("plugins", ".php")),
        new Coverage(
            "WordPress, plugins and themes",
            "`wp-includes/version.php`, `wp-content/plugins/*/*.php`, `wp-content/themes/*/style.css`",
            "WordPress and every plugin and theme with a header, by the name of its folder",
            "plugins of a single file outside a folder; what is only in WordPress's database"),
        "WordPress header",
        false,
        WordpressCatalogers::read);
  }

  private static void read(FileRecord file, FileContent content, Told told) throws IOException {
    Matcher plugin = PLUGIN.matcher(file.path());
    Matcher theme = THEME.matcher(file.path());
    if (plugin.matches()) {
      tell("wordpress-plugin", plugin.group(1), PLUGIN_NAME, content, told);
    } else if (theme.matches()) {
      tell("wordpress-theme", theme.group(1), THEME_NAME, content, told);
    } else if (file.path().endsWith("/wp-includes/version.php")) {
      Matcher core = CORE.matcher(head(content));
      if (core.find()) {
        told.component(new ComponentBuilder("generic").name("wordpress").version(core.group(1)));
      }
    }
  }

  private static void tell(
      String namespace, String folder, Pattern title, FileContent content, Told told)
      throws IOException {
    String head = head(content);
    Matcher name = title.matcher(head);
    Matcher version = VERSION.matcher(head);
    if (name.find() && version.find()) {
      Matcher licence = LICENCE.matcher(head);
      told.component(
          new ComponentBuilder("generic")
              .namespace(namespace)
              .name(folder)
              .version(version.group(1))
              .licences(licence.find() ? java.util.List.of(licence.group(1)) : java.util.List.of())
              .property("wordpress:name", name.group(1)));
    }
  }

  private static String head(FileContent content) throws IOException {
    try (InputStream in = content.open()) {
      return new String(in.readNBytes(HEADER_BYTES), StandardCharsets.UTF_8);
    }
  }
}
