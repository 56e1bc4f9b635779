package dev.seaworthy.inventory.lua;

import dev.seaworthy.image.AnalyserId;
import dev.seaworthy.image.Interest;
import dev.seaworthy.image.Interest.Suffix;
import dev.seaworthy.inventory.Cataloger;
import dev.seaworthy.inventory.Cataloger.Coverage;
import dev.seaworthy.inventory.ComponentBuilder;
import dev.seaworthy.inventory.document.LockFileCataloger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The form in which LuaRocks records installed rocks.
public final class LuaCatalogers {

  private static final Pattern PACKAGE =
      Pattern.compile("(?m)^\\s*package\\s*=\\s*[\"']([^\"']+)[\"']");
  private static final Pattern VERSION =
      Pattern.compile("(?m)^\\s*version\\s*=\\s*[\"']([^\"']+)[\"']");
  private static final Pattern LICENCE =
      Pattern.compile("(?m)(?:^|[{,;])\\s*license\\s*=\\s*[\"']([^\"']+)[\"']");

  private LuaCatalogers() {}

  /// `*.rockspec` in a tree of rocks: assignments in Lua, read as text and never run.
  public static Cataloger rocks() {
    return new LockFileCataloger(
        new AnalyserId("rockspec", 2),
        Interest.in(new Suffix(".rockspec")),
        new Coverage(
            "Lua rocks (installed)",
            "`**/*.rockspec`",
            "every installed rock with its licence",
            "rockspecs that compute their version; modules copied without LuaRocks"),
        "rockspec",
        false,
        (file, content, told) -> {
          String text = new String(content.bytes(), StandardCharsets.UTF_8);
          Matcher name = PACKAGE.matcher(text);
          Matcher version = VERSION.matcher(text);
          Matcher licence = LICENCE.matcher(text);
          if (name.find() && version.find()) {
            told.component(
                new ComponentBuilder("luarocks")
                    .name(name.group(1))
                    .version(version.group(1))
                    .licences(licence.find() ? List.of(licence.group(1)) : List.of()));
          }
        });
  }
}
