package dev.seaworthy.advisory;

import dev.seaworthy.inventory.Component;
import dev.seaworthy.inventory.Distribution;
import dev.seaworthy.inventory.Inventory;
import dev.seaworthy.inventory.Relationship;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes inventories for tests.
public final class Installed {

  private Installed() {}

  public static final Distribution DEBIAN_12 =
      distribution("debian", "12", "bookworm", "Debian GNU/Linux 12 (bookworm)");

  public static Distribution distribution(
      String id, String versionId, String codename, String prettyName) {
    return new Distribution(id, versionId, codename, prettyName, List.of(), "/etc/os-release");
  }

  public static Component deb(String name, String version, String source, String sourceVersion) {
    return component(
        "deb", "debian", name, version, "", new Component.SourcePackage(source, sourceVersion));
  }

  public static Component deb(String name, String version) {
    return component("deb", "debian", name, version, "", null);
  }

  public static Component component(String type, String namespace, String name, String version) {
    return component(type, namespace, name, version, "", null);
  }

  /// @param qualifiers of the purl, with the question mark, or empty
  public static Component component(
      String type,
      String namespace,
      String name,
      String version,
      String qualifiers,
      Component.@Nullable SourcePackage source) {
    String prefix = namespace.isEmpty() ? "" : namespace + "/";
    return new Component(
        type,
        namespace,
        name,
        version,
        "pkg:" + type + "/" + prefix + name + "@" + version + qualifiers,
        "",
        source,
        List.of(),
        Map.of(),
        List.of(),
        List.of(),
        List.of(),
        Map.of());
  }

  public static Inventory on(@Nullable Distribution distribution, Component... components) {
    return new Inventory(distribution, List.of(components), List.of(), List.of());
  }

  public static Inventory on(@Nullable Distribution distribution, List<Component> components) {
    return new Inventory(distribution, components, List.of(), List.of());
  }

  /// The first component installed the second one's files.
  public static Inventory owning(Distribution distribution, Component owner, Component owned) {
    return new Inventory(
        distribution,
        List.of(owner, owned),
        List.of(new Relationship(0, Relationship.Kind.OWNS, 1)),
        List.of());
  }
}
