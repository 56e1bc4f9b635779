package dev.seaworthy.inspection.hardening.check;

import dev.seaworthy.image.FileRecord;
import dev.seaworthy.image.FileRecord.Kind;
import dev.seaworthy.inspection.hardening.check.Check.Coded;
import dev.seaworthy.inspection.hardening.check.Condition.OfFile;
import dev.seaworthy.inspection.hardening.check.Condition.OfImage;
import dev.seaworthy.inspection.hardening.facts.HardeningFact.Linkage;
import dev.seaworthy.inventory.Component;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Checks of what an image could do without.
final class ToolChecks {

  private static final Pattern PROGRAM_FOLDERS =
      Pattern.compile(
          "(?:/usr(?:/local)?)?/s?bin/|/opt/(?:[^/]+/)?bin/|/busybox/|/usr/lib/jvm/[^/]+/bin/");
  private static final Pattern SYSTEM_FOLDERS =
      Pattern.compile("(?:/usr)?/(?:s?bin|lib|lib64|libexec)/.*");

  /// Where the debug variants of distroless images have their shell.
  private static final String BUSYBOX = "/busybox/";

  private static final int NAMES_SHOWN = 8;

  private ToolChecks() {}

  static List<Coded> all() {
    return List.of(
        tools("hardening.shell"),
        tools("hardening.compiler"),
        tools("hardening.package-manager"),
        tools("hardening.network-tool"),
        tools("hardening.debugger"),
        tools("hardening.privilege-tool"),
        new Coded(
            "hardening.package-unneeded",
            Scope.PACKAGES.and((image, _) ->
                image.packages().knowFiles() && image.knowsStart()
                    ? null
                    : new Scope.Excuse(
                        Outcome.NOT_CHECKED,
                        image.packages().knowFiles()
                            ? "the entry point is no file of the image, so nothing tells what it needs"
                            : "the package database doesn't say which files packages own")),
            List.of(new OfImage("unneeded", ToolChecks::unneeded))),
        new Coded(
            "hardening.file-unpackaged",
            Scope.PACKAGES.and((image, _) ->
                image.packages().knowFiles()
                    ? null
                    : new Scope.Excuse(
                        Outcome.NOT_CHECKED,
                        "the package database doesn't say which files packages own")),
            List.of(new OfFile("unpackaged", ToolChecks::unpackaged))));
  }

  private static Coded tools(String id) {
    return new Coded(id, Scope.ALWAYS, List.of(new OfFile("program", ToolChecks::tool)));
  }

  private static @Nullable String tool(
      InspectedImage image, Parameters parameters, FileRecord file) {
    String name = file.name();
    String path = file.path();
    String folder = path.substring(0, path.length() - name.length());
    // Almost no file gets past the first question, and every file is asked by six checks.
    boolean isNear = folder.endsWith("bin/") || folder.equals(BUSYBOX);
    if (!isNear
        || file.kind() == Kind.DIRECTORY
        || !PROGRAM_FOLDERS.matcher(folder).matches()
        || !parameters.fits("programs", name)) {
      return null;
    }
    if (file.kind() == Kind.SYMLINK) {
      Optional<String> target = image.tree().resolve(path);
      return target.map(real -> "leads to " + ConfigChecks.shown(real)).orElse(null);
    }
    return (file.mode() & 0111) != 0 ? "a program" : null;
  }

  private static @Nullable String unpackaged(
      InspectedImage image, Parameters parameters, FileRecord file) {
    return file.kind() == Kind.REGULAR
            && SYSTEM_FOLDERS.matcher(file.path()).matches()
            && image.factOrNull(file.path()) instanceof Linkage
            && image.packages().ownerOf(file.path()) < 0
        ? "a program or library in a folder of the system that no package owns"
        : null;
  }

  /// Packages that no other package and no file on the way from the entry point needs. Packages
  /// that would go with them are named, not listed by themselves.
  private static List<Sight> unneeded(InspectedImage image, Parameters parameters) {
    InstalledPackages packages = image.packages();
    Set<Integer> roots = new TreeSet<>();
    for (String file : image.start().files()) {
      int owner = packages.ownerOf(file);
      if (owner >= 0) {
        roots.add(owner);
      }
    }
    for (int i = 0; i < packages.all().size(); i++) {
      if (parameters.fits("kept", packages.all().get(i).name())) {
        roots.add(i);
      }
    }
    Set<Integer> needed = packages.closure(roots);
    List<Sight> sights = new ArrayList<>();
    for (int i : packages.firsts()) {
      if (!needed.contains(i)) {
        // Only so many are shown; the others are counted.
        boolean isShown = sights.size() < CheckRun.SIGHTS_MAX;
        sights.add(unneeded(packages, i, isShown ? packages.closure(Set.of(i)) : Set.of(), needed));
      }
    }
    return sights;
  }

  private static Sight unneeded(
      InstalledPackages packages, int index, Set<Integer> closure, Set<Integer> needed) {
    Component component = packages.all().get(index);
    List<String> others =
        closure.stream()
            .filter(other -> other != index && !needed.contains(other))
            .map(other -> packages.all().get(other).name())
            .sorted()
            .toList();
    String along =
        others.isEmpty()
            ? ""
            : "; it alone or others like it keep %s more: %s%s"
                .formatted(
                    others.size(),
                    others.stream().limit(NAMES_SHOWN).collect(Collectors.joining(", ")),
                    others.size() > NAMES_SHOWN ? ", …" : "");
    return Sight.keyed(
            component.evidence().getFirst().location(),
            component.name(),
            "nothing that was found in the image needs the package %s%s"
                .formatted(ConfigChecks.shown(component.name()), ConfigChecks.shown(along)))
        .with("package", component.name())
        .with("purl", component.purl());
  }
}
