package dev.seaworthy.advisory.match;

import dev.seaworthy.advisory.Advisory;
import dev.seaworthy.advisory.AdvisoryDatabase;
import dev.seaworthy.advisory.Installed;
import dev.seaworthy.advisory.Match;
import dev.seaworthy.advisory.MatchStatus;
import dev.seaworthy.inventory.Component;
import dev.seaworthy.inventory.Distribution;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the matcher, asked as a scan asks it, says of packages that are named by their ecosystem.
final class Decisions {

  private static final Map<String, String> TYPES =
      Map.of(
          "Go", "golang",
          "Maven", "maven",
          "NuGet", "nuget",
          "Packagist", "composer",
          "PyPI", "pypi",
          "crates.io", "cargo",
          "npm", "npm");

  /// A package in one version.
  record Subject(String ecosystem, String packageName, String version) {}

  private Decisions() {}

  /// Every id under which each subject is called affected; nothing for those that aren't. What
  /// nobody can tell is no such answer: a label that says affected is then missed.
  static Map<Subject, Set<String>> of(AdvisoryDatabase database, Set<Subject> subjects) {
    Map<String, List<Subject>> byEcosystem = new HashMap<>();
    for (Subject subject : subjects) {
      byEcosystem.computeIfAbsent(subject.ecosystem(), _ -> new ArrayList<>()).add(subject);
    }
    Map<Subject, Set<String>> reported = new HashMap<>();
    byEcosystem.forEach((ecosystem, all) -> {
      List<Component> components = new ArrayList<>();
      Map<String, Subject> byPurl = new HashMap<>();
      for (Subject subject : new LinkedHashSet<>(all)) {
        Component component = component(subject);
        byPurl.put(component.purl(), subject);
        components.add(component);
      }
      MatchResult result =
          new Matcher(database, Subscriptions.NONE)
              .match(Installed.on(distribution(ecosystem), components));
      if (result.components() != components.size()) {
        throw new IllegalStateException(ecosystem + " was not looked up as a whole");
      }
      for (Match match : result.matches()) {
        if (!(match.status() instanceof MatchStatus.Affected)) {
          continue;
        }
        Set<String> ids =
            reported.computeIfAbsent(byPurl.get(match.component().purl()), _ -> new HashSet<>());
        ids.add(match.flaw().value());
        match.aliases().forEach(id -> ids.add(id.value()));
        ids.add(match.advisory().id().value());
        match.others().stream().map(Advisory::id).forEach(id -> ids.add(id.value()));
      }
    });
    return reported;
  }

  private static Component component(Subject subject) {
    String type = type(subject.ecosystem());
    String name = subject.packageName();
    int cut = type.equals("maven") ? name.indexOf(':') : name.lastIndexOf('/');
    boolean isPlain = cut < 0 || type.equals("deb") || type.equals("rpm") || type.equals("apk");
    String namespace = isPlain ? "" : name.substring(0, cut);
    String rest = isPlain ? name : name.substring(cut + 1);
    return Installed.component(
        type,
        namespace,
        rest,
        subject.version(),
        "",
        new Component.SourcePackage(name, subject.version()));
  }

  private static String type(String ecosystem) {
    int colon = ecosystem.indexOf(':');
    return switch (colon < 0 ? ecosystem : ecosystem.substring(0, colon)) {
      case "Debian", "Ubuntu" -> "deb";
      case "AlmaLinux", "Rocky Linux" -> "rpm";
      case "Alpine" -> "apk";
      default -> TYPES.get(ecosystem);
    };
  }

  private static @Nullable Distribution distribution(String ecosystem) {
    String[] words = ecosystem.split(":", -1);
    String id =
        switch (words[0]) {
          case "Debian" -> "debian";
          case "Ubuntu" -> "ubuntu";
          case "AlmaLinux" -> "almalinux";
          case "Rocky Linux" -> "rocky";
          case "Alpine" -> "alpine";
          default -> "";
        };
    if (id.isEmpty()) {
      return null;
    }
    String version = words[1].equals("edge") ? "edge" : words[1].replace("v", "");
    return Installed.distribution(id, version, "", ecosystem);
  }
}
