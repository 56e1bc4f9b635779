package dev.seaworthy.inventory.github;

import dev.seaworthy.base.JsonValue;
import dev.seaworthy.base.JsonValue.JsonArray;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.JsonValue.JsonString;
import dev.seaworthy.image.AnalyserId;
import dev.seaworthy.image.FileContent;
import dev.seaworthy.image.FileRecord;
import dev.seaworthy.image.Interest;
import dev.seaworthy.image.Interest.SuffixBelow;
import dev.seaworthy.inventory.Cataloger;
import dev.seaworthy.inventory.Cataloger.Coverage;
import dev.seaworthy.inventory.ComponentBuilder;
import dev.seaworthy.inventory.InventoryError;
import dev.seaworthy.inventory.document.Documents;
import dev.seaworthy.inventory.document.LockFileCataloger;
import dev.seaworthy.inventory.document.LockFileCataloger.Told;
import dev.seaworthy.inventory.text.Lines;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The form in which GitHub workflows name the actions that they use.
public final class GithubCatalogers {

  private static final Pattern WORKFLOW =
      Pattern.compile("(?i).*/\\.github/(?:workflows/[^/]+|actions/.*/action)\\.ya?ml");

  /// `owner/repository[/path]@reference`.
  private static final Pattern ACTION =
      Pattern.compile("([\\w.-]+)/([\\w.-]+)((?:/[\\w.-]+)*+)@([\\w./-]+)");

  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");

  /// A line that names an action, with the version in the comment behind it.
  private static final Pattern USES =
      Pattern.compile(
          "\\s*(?:-\\s+)?uses:\\s*[\"']?([\\w./-]+@[\\w./-]+)[\"']?\\s*(?:#\\s*(v?[0-9][\\w.-]*))?.*");

  private GithubCatalogers() {}

  /// Every `uses: owner/repository[/path]@reference`. A commit's version is taken from the comment
  /// behind it, as pinning tools write it. Where a workflow isn't YAML, what stands on lines of its
  /// own is read, and the rest is a gap.
  public static Cataloger workflows() {
    return new LockFileCataloger(
        new AnalyserId("github-workflow", 2),
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
    Map<String, Matcher> byLine = new LinkedHashMap<>();
    try (Lines lines = Lines.of(content, told.sink().limits())) {
      for (String line = lines.next(); line != null; line = lines.next()) {
        Matcher uses = USES.matcher(line);
        if (uses.matches()) {
          byLine.putIfAbsent(uses.group(1), uses);
        }
      }
    }
    Set<String> used;
    try {
      used = new LinkedHashSet<>();
      collect(Documents.yaml(content, told.sink().limits()), used);
    } catch (IOException e) {
      told.sink()
          .gap(
              InventoryError.METADATA_UNREADABLE,
              "",
              "a workflow that is no YAML, of which only whole lines `uses: …` were read: "
                  + e.getMessage());
      used = byLine.keySet();
    }
    for (String action : used) {
      Matcher name = ACTION.matcher(action);
      if (name.matches()) {
        Matcher line = byLine.get(action);
        String comment = line == null ? null : line.group(2);
        tell(name, comment == null ? "" : comment, told);
      }
    }
  }

  /// Every value of a key `uses`, in the document's order.
  private static void collect(JsonValue value, Set<String> used) {
    if (value instanceof JsonObject object) {
      object
          .members()
          .forEach((key, member) -> {
            if (key.equals("uses") && member instanceof JsonString(String text)) {
              used.add(text.strip());
            } else {
              collect(member, used);
            }
          });
    } else if (value instanceof JsonArray(List<JsonValue> items)) {
      items.forEach(item -> collect(item, used));
    }
  }

  private static void tell(Matcher action, String comment, Told told) {
    String reference = action.group(4);
    boolean isPinned = COMMIT.matcher(reference).matches();
    ComponentBuilder builder =
        new ComponentBuilder("github")
            .namespace(action.group(1))
            .name(action.group(2))
            .version(isPinned && !comment.isEmpty() ? comment : reference)
            .property("github:path", action.group(3));
    if (isPinned) {
      builder.property("github:commit", reference);
    }
    told.component(builder);
  }
}
