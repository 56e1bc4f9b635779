package dev.seaworthy.inventory;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Something installed in an image: an operating-system package, a library, a module, a program.
///
/// @param type the kind of package as purl names it: `deb`, `apk`, `rpm`, `maven`, `npm`, `pypi`,
///   `golang`, …
/// @param namespace as purl has it (distribution, groupId, scope, module prefix), or empty
/// @param name without namespace
/// @param version as the ecosystem writes it (deb with epoch; rpm without, see `epoch=`); empty
///   when unknown
/// @param purl canonical, with qualifiers (`distro=`, `arch=`, `epoch=`, `upstream=`)
/// @param architecture as the package manager writes it, or empty
/// @param source the source package that it was built from, where the ecosystem has such
/// @param licences as declared, in the order declared
/// @param hashes hexadecimal by lower-case algorithm name (`sha1`, `sha256`), of the archive or
///   file that is the component
/// @param depends what it declares to need, as its ecosystem writes it
/// @param ownedFiles normalised paths of the files it installed, sorted; empty when not recorded
/// @param evidence where it was seen, sorted; never empty in an [Inventory]
/// @param properties further facts by key, such as `scope` or `go:toolchain`; keys are documented
///   with the cataloger
public record Component(
    String type,
    String namespace,
    String name,
    String version,
    String purl,
    String architecture,
    @Nullable SourcePackage source,
    List<String> licences,
    Map<String, String> hashes,
    List<String> depends,
    List<String> ownedFiles,
    List<Evidence> evidence,
    Map<String, String> properties)
    implements Comparable<Component> {

  private static final Set<String> SYSTEM_TYPES =
      Set.of("alpm", "apk", "deb", "ebuild", "opkg", "rpm");

  private static final Comparator<Component> ORDER =
      Comparator.comparing(Component::purl)
          .thenComparing(component ->
              component.evidence.isEmpty() ? "" : component.evidence.getFirst().location().path());

  public Component {
    licences = List.copyOf(licences);
    hashes = Collections.unmodifiableMap(new TreeMap<>(hashes));
    depends = List.copyOf(depends);
    ownedFiles = List.copyOf(ownedFiles);
    evidence = List.copyOf(evidence);
    properties = Collections.unmodifiableMap(new TreeMap<>(properties));
  }

  /// A source package.
  ///
  /// @param version as the ecosystem writes it; the binary's own when it names none
  public record SourcePackage(String name, String version) {}

  /// Namespace and name in the ecosystem's own spelling: `group:artifact`, `@scope/name`,
  /// `module/path`.
  public String qualifiedName() {
    if (namespace.isEmpty()) {
      return name;
    }
    return namespace + (type.equals("maven") ? ":" : "/") + name;
  }

  /// Whether it is a package of the operating system.
  public boolean isSystemPackage() {
    return SYSTEM_TYPES.contains(type);
  }

  /// The same component seen elsewhere or with more evidence.
  public Component withEvidence(List<Evidence> newEvidence) {
    return new Component(
        type,
        namespace,
        name,
        version,
        purl,
        architecture,
        source,
        licences,
        hashes,
        depends,
        ownedFiles,
        newEvidence,
        properties);
  }

  /// The same component with one more property.
  public Component withProperty(String key, String value) {
    Map<String, String> more = new TreeMap<>(properties);
    more.put(key, value);
    return new Component(
        type,
        namespace,
        name,
        version,
        purl,
        architecture,
        source,
        licences,
        hashes,
        depends,
        ownedFiles,
        evidence,
        more);
  }

  @Override
  public int compareTo(Component other) {
    return ORDER.compare(this, other);
  }
}
