package dev.seaworthy.inventory.conda;

import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.image.AnalyserId;
import dev.seaworthy.image.Interest;
import dev.seaworthy.image.Interest.SuffixBelow;
import dev.seaworthy.inventory.Cataloger;
import dev.seaworthy.inventory.Cataloger.Coverage;
import dev.seaworthy.inventory.ComponentBuilder;
import dev.seaworthy.inventory.document.Documents;
import dev.seaworthy.inventory.document.LockFileCataloger;
import java.util.ArrayList;
import java.util.List;

/// The form in which conda records what it installed.
public final class CondaCatalogers {

  private CondaCatalogers() {}

  /// `conda-meta/*.json`: one for each package of an environment, with the files that it owns below
  /// the environment's own folder.
  public static Cataloger installed() {
    return new LockFileCataloger(
        new AnalyserId("conda", 1),
        Interest.in(new SuffixBelow("conda-meta", ".json")),
        new Coverage(
            "conda packages (installed)",
            "`**/conda-meta/*.json`",
            "every package of every environment with build, channel, licence and owned files",
            "packages that were unpacked into a cache but are in no environment"),
        "conda-meta",
        false,
        (file, content, told) -> {
          int folder = file.path().lastIndexOf("/conda-meta/");
          if (folder < 0 || file.path().indexOf('/', folder + "/conda-meta/".length()) >= 0) {
            return;
          }
          JsonObject document = Documents.json(content, told.sink().limits());
          String environment = file.path().substring(0, folder + 1);
          List<String> files = new ArrayList<>();
          for (String owned : document.strings("files")) {
            files.add(environment + owned);
          }
          told.component(
              new ComponentBuilder("conda")
                  .name(document.text("name"))
                  .version(document.text("version"))
                  .qualifier("build", document.text("build"))
                  .qualifier("subdir", document.text("subdir"))
                  .licences(List.of(document.text("license")))
                  .depends(names(document.strings("depends")))
                  .ownedFiles(files)
                  .hash("sha256", document.text("sha256"))
                  .hash("md5", document.text("md5"))
                  .property("conda:channel", document.text("channel")));
        });
  }

  private static List<String> names(List<String> requirements) {
    List<String> names = new ArrayList<>();
    for (String requirement : requirements) {
      names.add(requirement.split(" ", 2)[0]);
    }
    return names;
  }
}
