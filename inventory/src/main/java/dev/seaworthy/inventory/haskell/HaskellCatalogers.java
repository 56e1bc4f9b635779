package dev.seaworthy.inventory.haskell;

import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.image.AnalyserId;
import dev.seaworthy.image.Interest;
import dev.seaworthy.image.Interest.Name;
import dev.seaworthy.inventory.Cataloger;
import dev.seaworthy.inventory.Cataloger.Coverage;
import dev.seaworthy.inventory.ComponentBuilder;
import dev.seaworthy.inventory.document.Documents;
import dev.seaworthy.inventory.document.LockFileCataloger;
import dev.seaworthy.inventory.text.Lines;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The forms in which Haskell packages are locked.
public final class HaskellCatalogers {

  private static final String TYPE = "hackage";
  private static final Pattern FROZEN =
      Pattern.compile(".*?any\\.([A-Za-z0-9-]+)\\s*==\\s*([0-9][0-9.]*).*");

  /// `aeson-2.1.2.1@sha256:…,6716` in Stack's lock file.
  private static final Pattern STACK =
      Pattern.compile("([A-Za-z0-9-]*[A-Za-z0-9])-([0-9][0-9.]*)(?:@.*)?");

  private HaskellCatalogers() {}

  /// `cabal.project.freeze`: constraints `any.name ==version`.
  public static Cataloger cabal() {
    return new LockFileCataloger(
        new AnalyserId("cabal-freeze", 1),
        Interest.in(new Name("cabal.project.freeze")),
        new Coverage(
            "Haskell packages (Cabal)",
            "`cabal.project.freeze`",
            "every frozen package",
            "what was linked into a program"),
        "cabal.project.freeze",
        true,
        (file, content, told) -> {
          try (Lines lines = Lines.of(content, told.sink().limits())) {
            for (String line = lines.next(); line != null; line = lines.next()) {
              Matcher frozen = FROZEN.matcher(line);
              if (frozen.matches()) {
                told.component(
                    new ComponentBuilder(TYPE).name(frozen.group(1)).version(frozen.group(2)));
              }
            }
          }
        });
  }

  /// `stack.yaml.lock`: a list `packages` of what was asked for and what it became.
  public static Cataloger stack() {
    return new LockFileCataloger(
        new AnalyserId("stack-lock", 2),
        Interest.in(new Name("stack.yaml.lock")),
        new Coverage(
            "Haskell packages (Stack)",
            "`stack.yaml.lock`",
            "every package beside the snapshot, from Hackage, an archive or a checkout",
            "the packages of the snapshot itself, which the file names only by its address"),
        "stack.yaml.lock",
        true,
        (file, content, told) -> {
          for (JsonObject entry :
              Documents.yaml(content, told.sink().limits()).objects("packages")) {
            JsonObject completed = entry.object("completed");
            String hackage = completed.text("hackage");
            Matcher matcher =
                STACK.matcher(
                    hackage.isEmpty() ? entry.object("original").text("hackage") : hackage);
            // An archive or a checkout says its name and version; one from Hackage is both in one.
            boolean isFromHackage = matcher.matches();
            told.component(
                new ComponentBuilder(TYPE)
                    .name(isFromHackage ? matcher.group(1) : completed.text("name"))
                    .version(isFromHackage ? matcher.group(2) : completed.text("version")));
          }
        });
  }
}
