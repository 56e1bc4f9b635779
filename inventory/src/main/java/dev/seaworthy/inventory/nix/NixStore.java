package dev.seaworthy.inventory.nix;

import dev.seaworthy.image.FileRecord.Kind;
import dev.seaworthy.image.ImageFacts;
import dev.seaworthy.image.ImageFacts.VisibleFact;
import dev.seaworthy.inventory.ComponentBuilder;
import dev.seaworthy.inventory.InventoryFact.Found;
import dev.seaworthy.inventory.InventoryFact.Owns;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Packages by the directories of Nix's store. A package's files say nothing of it, only the name
/// of the directory around them does, so they are told from the merged tree and not by single
/// files.
public final class NixStore {

  private static final String STORE = "/nix/store/";

  /// Before the name stands a hash.
  private static final Pattern HASH = Pattern.compile("[0-9a-z]{32}-.*");

  private static final int NAME_AT = STORE.length() + 33;

  /// What Nixpkgs calls the outputs beside `out`; they end the directory's name.
  private static final Pattern OUTPUT =
      Pattern.compile(
          "(.+)-(?:bin|data|debug|dev|devdoc|dist|doc|getent|info|lib|libgcc|locale|man|npm|py|python"
              + "|static|terminfo|tools|xxd)");

  private NixStore() {}

  /// The packages that a container of the image would see, each at its directory.
  public static List<VisibleFact> of(ImageFacts facts) {
    // Going through the whole tree puts it in order first; few images have a store.
    if (facts.tree().resolve(STORE.substring(0, STORE.length() - 1)).isEmpty()) {
      return List.of();
    }
    Map<String, Integer> directories = new TreeMap<>();
    facts
        .tree()
        .forEach((entry, layer) -> {
          String path = entry.path();
          if (path.startsWith(STORE)) {
            int end = path.indexOf('/', STORE.length());
            // The lowest entry wins: a directory is there once one of its files is.
            if (end > 0) {
              directories.merge(path.substring(0, end), layer, Math::min);
            } else if (entry.kind() == Kind.DIRECTORY) {
              directories.merge(path, layer, Math::min);
            }
          }
        });
    if (directories.isEmpty()) {
      return List.of();
    }
    Map<String, String> derived = derived(facts);
    List<VisibleFact> found = new ArrayList<>();
    directories.forEach((path, layer) -> {
      ComponentBuilder builder = named(path, derived);
      if (builder.isNamed()) {
        found.add(
            new VisibleFact(
                path,
                layer,
                NixCataloger.ID,
                new Found(
                    builder.build(),
                    "",
                    derived.containsKey(path) ? "Nix derivation" : "Nix store path")));
      }
    });
    return found;
  }

  /// Name and version by store path.
  private static Map<String, String> derived(ImageFacts facts) {
    Map<String, String> derived = new HashMap<>();
    for (VisibleFact visible : facts.visible()) {
      if (visible.fact() instanceof Owns(String type, String release, List<String> outputs)
          && type.equals(NixCataloger.TYPE)) {
        outputs.forEach(output -> derived.put(output, release));
      }
    }
    return derived;
  }

  private static ComponentBuilder named(String path, Map<String, String> derived) {
    ComponentBuilder builder = new ComponentBuilder(NixCataloger.TYPE);
    String release = derived.get(path);
    if (release != null) {
      int separator = release.indexOf(NixCataloger.SEPARATOR);
      return builder
          .name(release.substring(0, separator))
          .version(release.substring(separator + 1));
    }
    if (HASH.matcher(path.substring(STORE.length())).matches()) {
      String whole = path.substring(NAME_AT);
      int dash = dashBeforeVersion(whole);
      if (dash > 0) {
        String version = whole.substring(dash + 1);
        Matcher output = OUTPUT.matcher(version);
        builder
            .name(whole.substring(0, dash))
            .version(output.matches() ? output.group(1) : version);
      }
    }
    return builder;
  }

  /// The first dash before anything but a letter, as `builtins.parseDrvName` has it, or -1.
  private static int dashBeforeVersion(String name) {
    for (int i = 0; i < name.length() - 1; i++) {
      char next = name.charAt(i + 1);
      boolean isLetter = (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z');
      if (name.charAt(i) == '-' && !isLetter) {
        return i;
      }
    }
    return -1;
  }
}
