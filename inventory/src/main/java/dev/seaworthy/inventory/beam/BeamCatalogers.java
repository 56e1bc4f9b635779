package dev.seaworthy.inventory.beam;

import dev.seaworthy.image.AnalyserId;
import dev.seaworthy.image.FileContent;
import dev.seaworthy.image.Interest;
import dev.seaworthy.image.Interest.Name;
import dev.seaworthy.image.Interest.SuffixBelow;
import dev.seaworthy.inventory.Cataloger;
import dev.seaworthy.inventory.Cataloger.Coverage;
import dev.seaworthy.inventory.ComponentBuilder;
import dev.seaworthy.inventory.document.LockFileCataloger;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The forms in which Erlang and Elixir packages are recorded.
public final class BeamCatalogers {

  private static final String HEX = "hex";
  private static final Pattern APPLICATION =
      Pattern.compile(
          "\\A\\s*(?:%[^\\n]*\\n\\s*)*\\{\\s*application\\s*,\\s*'?([A-Za-z0-9_@]+)'?\\s*,");
  private static final Pattern VSN = Pattern.compile("\\{\\s*vsn\\s*,\\s*\"([^\"]+)\"");

  /// `"jason": {:hex, :jason, "1.4.1", "hash", …`
  private static final Pattern MIX =
      Pattern.compile(
          "\"[^\"]+\"\\s*:\\s*\\{\\s*:hex\\s*,\\s*:\"?([a-z0-9_]+)\"?\\s*,\\s*\"([^\"]+)\"\\s*,\\s*\"([0-9a-f]*)\"");

  /// `{<<"cowboy">>,{pkg,<<"cowboy">>,<<"2.9.0">>}` with an optional hash behind the version.
  private static final Pattern REBAR =
      Pattern.compile("\\{\\s*pkg\\s*,\\s*<<\"([^\"]+)\">>\\s*,\\s*<<\"([^\"]+)\">>");

  private BeamCatalogers() {}

  /// `ebin/*.app`: an installed application (Erlang/OTP, "app" file).
  public static Cataloger applications() {
    return new LockFileCataloger(
        new AnalyserId("beam-app", 1),
        Interest.in(new SuffixBelow("ebin", ".app")),
        new Coverage(
            "Erlang and Elixir applications (installed)",
            "`**/ebin/*.app`",
            "every application with its version, those of Erlang/OTP itself included",
            "programs packed into one file (escripts); which package an application came from"),
        "app file",
        false,
        (file, content, told) -> {
          if (!file.path().contains("/ebin/")) {
            return;
          }
          String text = text(content);
          Matcher name = APPLICATION.matcher(text);
          Matcher version = VSN.matcher(text);
          if (name.find() && version.find()) {
            told.component(new ComponentBuilder(HEX).name(name.group(1)).version(version.group(1)));
          }
        });
  }

  /// `mix.lock`: an Elixir map.
  public static Cataloger mixLock() {
    return new LockFileCataloger(
        new AnalyserId("mix-lock", 1),
        Interest.in(new Name("mix.lock")),
        new Coverage(
            "Elixir packages (lock file)",
            "`mix.lock`",
            "every package from a hex repository",
            "git and path dependencies, which have no version"),
        "mix.lock",
        true,
        (file, content, told) -> {
          Matcher entry = MIX.matcher(text(content));
          while (entry.find()) {
            told.component(new ComponentBuilder(HEX).name(entry.group(1)).version(entry.group(2)));
          }
        });
  }

  /// `rebar.lock`: Erlang terms.
  public static Cataloger rebarLock() {
    return new LockFileCataloger(
        new AnalyserId("rebar-lock", 1),
        Interest.in(new Name("rebar.lock")),
        new Coverage(
            "Erlang packages (lock file)",
            "`rebar.lock`",
            "every package from a hex repository",
            "git dependencies, which have no version"),
        "rebar.lock",
        true,
        (file, content, told) -> {
          Matcher entry = REBAR.matcher(text(content));
          while (entry.find()) {
            told.component(new ComponentBuilder(HEX).name(entry.group(1)).version(entry.group(2)));
          }
        });
  }

  private static String text(FileContent content) throws IOException {
    return new String(content.bytes(), StandardCharsets.UTF_8);
  }
}
