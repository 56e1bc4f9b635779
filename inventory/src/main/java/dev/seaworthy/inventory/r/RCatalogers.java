package dev.seaworthy.inventory.r;

import dev.seaworthy.image.AnalyserId;
import dev.seaworthy.image.Interest;
import dev.seaworthy.image.Interest.Name;
import dev.seaworthy.inventory.Cataloger;
import dev.seaworthy.inventory.Cataloger.Coverage;
import dev.seaworthy.inventory.ComponentBuilder;
import dev.seaworthy.inventory.document.LockFileCataloger;
import dev.seaworthy.inventory.text.ControlReader;
import dev.seaworthy.inventory.text.ControlReader.Stanza;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The form in which R records installed packages.
public final class RCatalogers {

  private static final Set<String> FIELDS =
      Set.of("package", "version", "license", "built", "imports", "depends", "url", "repository");

  private RCatalogers() {}

  /// `DESCRIPTION` with a field `Built`, which only an installation writes ("Writing R Extensions",
  /// §1.1.1).
  public static Cataloger installed() {
    return new LockFileCataloger(
        new AnalyserId("r-description", 1),
        Interest.in(new Name("DESCRIPTION")),
        new Coverage(
            "R packages (installed)",
            "`**/DESCRIPTION` with a field `Built`",
            "every installed package, R's own included, with licence and imports",
            "packages that were loaded from sources without being installed"),
        "DESCRIPTION",
        false,
        (file, content, told) -> {
          try (ControlReader reader = new ControlReader(content, told.sink().limits(), FIELDS)) {
            Stanza stanza = reader.next();
            if (stanza == null || stanza.first("built").isEmpty()) {
              return;
            }
            told.component(
                new ComponentBuilder("cran")
                    .name(stanza.first("package"))
                    .version(stanza.first("version"))
                    .licences(List.of(stanza.first("license")))
                    .depends(names(stanza.first("imports")))
                    .property("homepage", stanza.first("url"))
                    .property("r:repository", stanza.first("repository")));
          }
        });
  }

  private static List<String> names(String field) {
    List<String> names = new ArrayList<>();
    for (String item : field.split(",", -1)) {
      String name = item.replaceFirst("\\(.*", "").strip();
      if (!name.isEmpty()) {
        names.add(name);
      }
    }
    return names;
  }
}
