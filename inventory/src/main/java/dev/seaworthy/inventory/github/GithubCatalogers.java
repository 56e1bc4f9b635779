package dev.seaworthy.inventory.github;

import dev.seaworthy.image.AnalyserId;
import dev.seaworthy.image.FileContent;
import dev.seaworthy.image.FileRecord;
import dev.seaworthy.image.Interest;
import dev.seaworthy.image.Interest.SuffixBelow;
import dev.seaworthy.inventory.Cataloger;
import dev.seaworthy.inventory.Cataloger.Coverage;
import dev.seaworthy.inventory.ComponentBuilder;
import dev.seaworthy.inventory.document.LockFileCataloger;
import dev.seaworthy.inventory.document.LockFileCataloger.Told;
import dev.seaworthy.inventory.text.Lines;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The form in which GitHub workflows name the actions that they use.
public final class GithubCatalogers {

  private static final Pattern WORKFLOW =
      Pattern.compile("(?i).*/\\.github/(?:workflows/[^/]+|actions/.*/action)\\.ya?ml");
  private static final Pattern USES =
      Pattern.compile(
          "\\s*(?:-\\s+)?uses:\\s*[\"']?([\\w.-]+)/([\\w.-]+)((?:/[\\w.-]+)*)@([\\w./-]+)[\"']?\\s*(?:#\\s*(v?[0-9][\\w.-]*))?.*");

  private GithubCatalogers() {}

  /// `uses: owner/repository[/path]@reference`, line by line, since workflows hold templates that
  /// aren't YAML until they are expanded. A commit's version is taken from the comment behind it,
  /// as pinning tools write it.
  public static Cataloger workflows() {
    return new LockFileCataloger(
        new AnalyserId("github-workflow", 1),
        Interest.in(new SuffixBelow(".github", ".yml"), new SuffixBelow(".github", ".yaml")),
        new Coverage(
            "GitHub Actions",
            "`.github/workflows/*.yml` and `.github/actions/**/action.yml`",
            "every action with its reference, and the version that a comment gives a pinned commit",
            "actions used by other actions; container images of steps"),
        "workflow",
        true,
        GithubCatalogers::read);
  }

  private static void read(FileRecord file, FileContent content, Told told) throws IOException {
    if (!WORKFLOW.matcher(file.path()).matches()) {
      return;
    }
    try (Lines lines = Lines.of(content, told.sink().limits())) {
      for (String line = lines.next(); line != null; line = lines.next()) {
        Matcher uses = USES.matcher(line);
        if (uses.matches()) {
          String reference = uses.group(4);
          String comment = uses.group(5);
          boolean isPinned = reference.matches("[0-9a-f]{40}");
          ComponentBuilder builder =
              new ComponentBuilder("github")
                  .namespace(uses.group(1))
                  .name(uses.group(2))
                  .version(isPinned && comment != null ? comment : reference)
                  .property("github:path", uses.group(3));
          if (isPinned) {
            builder.property("github:commit", reference);
          }
          told.component(builder);
        }
      }
    }
  }
}
