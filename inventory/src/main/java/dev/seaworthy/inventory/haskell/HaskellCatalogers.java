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
        new AnalyserId("stack-lock", 1),
        Interest.in(new Name("stack.yaml.lock")),
        new Coverage(
            "Haskell packages (Stack)",
            "`stack.yaml.lock`",
            "every package beside the snapshot",
            "the packages of the snapshot itself, which the file names only by its address"),
        "stack.yaml.lock",
        true,
        (file, content, told) -> {
          for (JsonObject entry :
              Documents.yaml(content, told.sink().limits()).objects("packages")) {
            String completed = entry.object("completed").text("hackage");
            Matcher matcher =
                STACK.matcher(
                    completed.isEmpty() ? entry.object("original").text("hackage") : completed);
            if (matcher.matches()) {
              told.component(
                  new ComponentBuilder(TYPE).name(matcher.group(1)).version(matcher.group(2)));
            }
          }
        });
  }
}
