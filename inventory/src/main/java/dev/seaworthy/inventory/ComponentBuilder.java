package dev.seaworthy.inventory;

import dev.seaworthy.inventory.Component.SourcePackage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Puts a [Component] together from what a cataloger reads piece by piece. The purl is made from
/// type, namespace, name and version with the qualifiers given.
public final class ComponentBuilder {

  private final String type;
  private final Map<String, String> qualifiers = new TreeMap<>();
  private final Map<String, String> hashes = new TreeMap<>();
  private final Map<String, String> properties = new TreeMap<>();
  private final List<String> licences = new ArrayList<>();
  private final List<String> depends = new ArrayList<>();
  private final List<String> ownedFiles = new ArrayList<>();
  private String namespace = "";
  private String name = "";
  private String version = "";
  private String architecture = "";
  private @Nullable SourcePackage source;

  /// @param type the purl type
  public ComponentBuilder(String type) {
    this.type = type;
  }

  /// A builder that begins with everything that a component has but its evidence; qualifiers are
  /// taken from its purl.
  public static ComponentBuilder from(Component component) {
    ComponentBuilder builder =
        new ComponentBuilder(component.type())
            .namespace(component.namespace())
            .name(component.name())
            .version(component.version())
            .architecture(component.architecture())
            .licences(component.licences())
            .depends(component.depends())
            .ownedFiles(component.ownedFiles());
    builder.source = component.source();
    builder.qualifiers.putAll(PackageUrl.parse(component.purl()).qualifiers());
    builder.hashes.putAll(component.hashes());
    builder.properties.putAll(component.properties());
    return builder;
  }

  public ComponentBuilder namespace(String value) {
    namespace = value;
    return this;
  }

  public ComponentBuilder name(String value) {
    name = value;
    return this;
  }

  public ComponentBuilder version(String value) {
    version = value;
    return this;
  }

  /// The version given so far.
  public String version() {
    return version;
  }

  public ComponentBuilder architecture(String value) {
    architecture = value;
    return this;
  }

  public ComponentBuilder source(String sourceName, String sourceVersion) {
    source = new SourcePackage(sourceName, sourceVersion);
    return this;
  }

  /// Adds licences as declared; empty ones and repetitions are left out.
  public ComponentBuilder licences(Collection<String> values) {
    for (String value : values) {
      String licence = value.strip();
      if (!licence.isEmpty() && !licences.contains(licence)) {
        licences.add(licence);
      }
    }
    return this;
  }

  /// Adds a hash unless it is empty.
  ///
  /// @param algorithm lower-case, such as `sha256`
  public ComponentBuilder hash(String algorithm, String hex) {
    if (!hex.isEmpty()) {
      hashes.put(algorithm, hex);
    }
    return this;
  }

  public ComponentBuilder depends(Collection<String> values) {
    depends.addAll(values);
    return this;
  }

  /// Takes other dependencies in place of those given so far.
  public ComponentBuilder onlyDepends(Collection<String> values) {
    depends.clear();
    return depends(values);
  }

  public ComponentBuilder ownedFiles(Collection<String> paths) {
    ownedFiles.addAll(paths);
    return this;
  }

  /// Adds a property unless its value is empty.
  public ComponentBuilder property(String key, String value) {
    if (!value.isEmpty()) {
      properties.put(key, value);
    }
    return this;
  }

  public ComponentBuilder withoutProperty(String key) {
    properties.remove(key);
    return this;
  }

  /// Adds a qualifier of the purl unless its value is empty.
  public ComponentBuilder qualifier(String key, String value) {
    if (!value.isEmpty()) {
      qualifiers.put(key, value);
    }
    return this;
  }

  /// Whether it has a name and a version, without which nothing can be matched.
  public boolean isNamed() {
    return !name.isBlank() && !version.isBlank();
  }

  /// The component, with no evidence yet.
  ///
  /// @throws dev.seaworthy.base.SeaworthyException [InventoryError#BAD_PURL] when it has no name
  public Component build() {
    return build(List.of());
  }

  /// The component with this evidence.
  public Component build(List<Evidence> evidence) {
    PackageUrl purl = new PackageUrl(type, namespace, name, version, new TreeMap<>(qualifiers), "");
    return new Component(
        type,
        namespace,
        name,
        version,
        purl.toString(),
        architecture,
        source,
        licences,
        hashes,
        depends,
        ownedFiles.stream().distinct().sorted().toList(),
        evidence,
        properties);
  }
}
