package dev.seaworthy.inventory.java;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Who an archive is, and who was shaded into it. Evidence is ranked: Maven's own files, then the
/// manifest, then the file name. Several Maven files mean libraries unpacked into one archive; the
/// archive itself is the one that its file name or manifest speaks of.
final class JarIdentity {

  private static final Pattern VERSION = Pattern.compile("\\d[\\w.+-]*");
  private static final Pattern ARTIFACT = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]*");

  private static final Pattern GROUP = Pattern.compile("[a-z][a-z0-9_]*(?:\\.[a-z][a-z0-9_]*)+");

  private final @Nullable Identity main;
  private final List<Identity> shaded;

  private JarIdentity(@Nullable Identity main, List<Identity> shaded) {
    this.main = main;
    this.shaded = List.copyOf(shaded);
  }

  /// @param entry the entry that told, or empty
  /// @param groupFrom how the group was concluded; empty when it was read
  /// @param method what gave the identity
  record Identity(
      String group,
      String artifact,
      String version,
      String entry,
      String groupFrom,
      String method) {}

  Optional<Identity> main() {
    return Optional.ofNullable(main);
  }

  /// Whether Maven's own files say who the archive is.
  boolean isByMaven() {
    return main != null && main.method().startsWith("pom.");
  }

  List<Identity> shaded() {
    return shaded;
  }

  static JarIdentity of(String fileName, JarContents contents) {
    JarFileName name = JarFileName.parse(fileName);
    @Nullable PomProperties own = ownPom(name, contents);
    List<Identity> shaded = new ArrayList<>();
    for (PomProperties pom : contents.poms()) {
      if (!pom.equals(own) && !pom.version().isEmpty()) {
        shaded.add(byPom(pom, pom.version()));
      }
    }
    if (own != null) {
      return new JarIdentity(mainByPom(own, name, contents), shaded);
    }
    boolean isForReaders =
        !contents.holdsClasses()
            && (fileName.endsWith("-sources.jar") || fileName.endsWith("-javadoc.jar"));
    return new JarIdentity(isForReaders ? null : byManifestOrName(name, contents), shaded);
  }

  /// The Maven file that speaks of the archive as a whole.
  private static @Nullable PomProperties ownPom(JarFileName name, JarContents contents) {
    String title = contents.manifest().first("Implementation-Title");
    String bundle = contents.manifest().bundleName();
    @Nullable PomProperties best = null;
    for (PomProperties pom : contents.poms()) {
      if (pom.artifact().equals(name.artifact())
          || name.artifact().equals(pom.group() + "-" + pom.artifact())) {
        return pom;
      }
      boolean isMeant =
          pom.artifact().equals(title)
              || bundle.equals(pom.artifact())
              || bundle.equals(pom.group() + "." + pom.artifact());
      if (isMeant && best == null) {
        best = pom;
      }
    }
    if (best == null && contents.poms().size() == 1) {
      PomProperties only = contents.poms().getFirst();
      boolean agrees =
          name.version().isEmpty()
              || name.version().equals(only.version())
              || name.artifact().startsWith(only.artifact());
      return agrees ? only : null;
    }
    return best;
  }

  private static Identity byPom(PomProperties pom, String version) {
    return new Identity(pom.group(), pom.artifact(), version, pom.entry(), "", "pom.properties");
  }

  private static @Nullable Identity mainByPom(
      PomProperties pom, JarFileName name, JarContents contents) {
    String version = pom.version().isEmpty() ? version(name, contents.manifest()) : pom.version();
    return version.isEmpty() ? null : byPom(pom, version);
  }

  private static @Nullable Identity byManifestOrName(JarFileName name, JarContents contents) {
    JarManifest manifest = contents.manifest();
    String version = version(name, manifest);
    String whole = artifact(name, manifest);
    if (version.isEmpty() || whole.isEmpty()) {
      return null;
    }
    String named = groupInFront(whole, contents.commonPackage());
    String artifact = named.isEmpty() ? whole : whole.substring(named.length() + 1);
    for (PomXml pom : contents.pomXmls().values()) {
      if (pom.artifact().equals(artifact)) {
        return new Identity(pom.group(), artifact, version, "", "", "pom.xml");
      }
    }
    boolean byName = whole.equals(name.artifact()) && version.equals(name.version());
    boolean confirmed = !manifest.first("Implementation-Version", "Bundle-Version").isEmpty();
    String method = byName && !confirmed ? "file name" : "manifest";
    String vendor = manifest.first("Implementation-Vendor-Id");
    boolean isVendor = ARTIFACT.matcher(vendor).matches() && vendor.contains(".");
    String known = KnownGroups.of(artifact, version);
    // Two words name a company or foundation; the groups of its projects go on from there.
    boolean isGroup =
        isVendor && (known.isEmpty() || vendor.indexOf('.') != vendor.lastIndexOf('.'));
    if (isGroup) {
      return new Identity(vendor, artifact, version, "", "", method);
    }
    if (!named.isEmpty()) {
      return new Identity(named, artifact, version, "", "file name", method);
    }
    if (!known.isEmpty()) {
      return new Identity(known, artifact, version, "", "known names", method);
    }
    String bundle = manifest.bundleName();
    String packages = contents.commonPackage();
    if (bundle.endsWith("." + artifact)) {
      String parent = bundle.substring(0, bundle.length() - artifact.length() - 1);
      // A project of one artifact repeats its name: org.hamcrest:hamcrest.
      boolean repeats = !parent.contains(".") || bundle.equals(packages);
      return new Identity(repeats ? bundle : parent, artifact, version, "", "", method);
    }
    String group = packages.contains(".") ? packages : "";
    return new Identity(group, artifact, version, "", group.isEmpty() ? "" : "packages", method);
  }

  /// The group in a name like `org.example-shop-core`, as Maven's plugin for ears puts archives in;
  /// empty unless the classes lie below it. Java's own interfaces are called `javax.servlet-api`
  /// everywhere.
  private static String groupInFront(String artifact, String packages) {
    int dash = artifact.indexOf('-');
    String group = artifact.substring(0, Math.max(dash, 0));
    boolean isGroup =
        GROUP.matcher(group).matches()
            && !group.startsWith("javax.")
            && !group.startsWith("jakarta.")
            && (packages + ".").startsWith(group + ".");
    return isGroup ? group : "";
  }

  /// The file name is what the repository called it; a manifest's title is prose as often as not.
  private static String artifact(JarFileName name, JarManifest manifest) {
    if (!name.version().isEmpty()) {
      return name.artifact();
    }
    String title = manifest.first("Implementation-Title");
    if (ARTIFACT.matcher(title).matches() && !title.contains(".")) {
      return title;
    }
    return ARTIFACT.matcher(name.artifact()).matches() ? name.artifact() : "";
  }

  private static String version(JarFileName name, JarManifest manifest) {
    String implementation = manifest.first("Implementation-Version");
    String bundle = manifest.first("Bundle-Version");
    String byName = name.version();
    // Both say the same release: the file name spells it as the repository does.
    boolean isPackedAgain = !implementation.isEmpty() && byName.startsWith(implementation + "-");
    if (!byName.isEmpty()
        && (isPackedAgain || sameRelease(byName, implementation) || sameRelease(byName, bundle))) {
      return byName;
    }
    if (VERSION.matcher(implementation).matches()) {
      return implementation;
    }
    if (VERSION.matcher(bundle).matches() && !bundle.equals("0.0.0")) {
      return bundle;
    }
    return byName;
  }

  private static boolean sameRelease(String left, String right) {
    return !right.isEmpty() && numbers(left).equals(numbers(right));
  }

  /// The leading numbers, trailing zeros left out: `2.0.0.Final` as `2`.
  private static String numbers(String version) {
    StringBuilder numbers = new StringBuilder();
    for (String part : version.split("[._+-]", -1)) {
      if (part.isEmpty() || !part.chars().allMatch(c -> c >= '0' && c <= '9')) {
        break;
      }
      numbers.append(part).append('.');
    }
    return numbers.toString().replaceAll("(?:\\.0)*\\.$", "");
  }
}
