package dev.seaworthy.verdict;

import dev.seaworthy.base.JsonBuilder;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.image.ImageReference;
import dev.seaworthy.image.ImageSource;
import java.util.Comparator;

/// The thing that findings belong to and that reports speak of: every digest of one image and
/// version is a member of the same class, so that a rebuild keeps its clocks.
///
/// @param boundary the system that the image is part of; empty until one is declared
/// @param name such as `registry.example/shop/cart:1.8`
public record AssetClass(String boundary, String name) {

  /// By boundary, then by name.
  public static final Comparator<AssetClass> ORDER =
      Comparator.comparing(AssetClass::boundary).thenComparing(AssetClass::name);

  /// The class by the rule `asset.reference`: registry, repository and tag, without the digest. An
  /// image that was named by digest alone belongs to its repository. What is in no registry is
  /// named by the reference that its archive or layout gives, or else (a tag or a digest alone
  /// names no image) as the user wrote it.
  ///
  /// @param chosenName the name by which the opened image was chosen
  public static AssetClass of(String boundary, ImageSource source, String chosenName) {
    return new AssetClass(
        boundary,
        switch (source) {
          case ImageSource.Remote remote -> withoutDigest(remote.reference());
          case ImageSource.Directory directory -> directory.text();
          case ImageSource.DockerArchive archive -> named(chosenName, archive.text());
          case ImageSource.OciArchive archive -> named(chosenName, archive.text());
          case ImageSource.OciLayout layout -> named(chosenName, layout.text());
          case ImageSource.Sbom sbom -> named(chosenName, sbom.text());
        });
  }

  /// As it was written; what is missing is empty.
  public static AssetClass read(JsonObject json) {
    return new AssetClass(json.text("boundary"), json.text("name"));
  }

  /// As documents have it.
  public JsonObject toJson() {
    return new JsonBuilder().put("boundary", boundary).put("name", name).build();
  }

  /// The repository with its registry; empty for what is named by a file or directory.
  public String repository() {
    int slash = name.indexOf('/');
    String registry = slash < 0 ? "" : name.substring(0, slash);
    boolean isInRegistry =
        registry.equals("localhost")
            || registry.matches("[A-Za-z0-9][A-Za-z0-9.-]*\\.[A-Za-z0-9-]+(:[0-9]+)?")
            || registry.matches("[A-Za-z0-9.-]+:[0-9]+")
            || registry.matches("\\[[0-9A-Fa-f:.]+\\](:[0-9]+)?");
    int tag = name.indexOf(':', name.lastIndexOf('/') + 1);
    return isInRegistry ? (tag < 0 ? name : name.substring(0, tag)) : "";
  }

  private static String withoutDigest(ImageReference reference) {
    String repository = reference.registry() + "/" + reference.repository();
    return reference.tag() == null ? repository : repository + ":" + reference.tag();
  }

  private static String named(String chosenName, String text) {
    int at = chosenName.indexOf('@');
    String name = at < 0 ? chosenName : chosenName.substring(0, at);
    boolean isDigest = name.startsWith("sha256:") || name.startsWith("sha512:");
    boolean isReference = !isDigest && (name.indexOf('/') >= 0 || name.indexOf(':') >= 0);
    return isReference ? name : text;
  }

  /// Whether the other one is the same image of the same boundary, whatever its version.
  boolean isSameImage(AssetClass other) {
    return boundary.equals(other.boundary) && withoutVersion().equals(other.withoutVersion());
  }

  private String withoutVersion() {
    int colon = name.lastIndexOf(':');
    return colon > name.lastIndexOf('/') ? name.substring(0, colon) : name;
  }

  /// The boundary, if there is one, and the name.
  @Override
  public String toString() {
    return boundary.isEmpty() ? name : boundary + "/" + name;
  }
}
