package dev.seaworthy.inspection.scap;

import dev.seaworthy.inventory.Distribution;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Checks for one distribution: a data stream of the SCAP Security Guide and a profile of it.
///
/// @param dataStream its file
/// @param profile the profile's whole id
public record ScapContent(Path dataStream, String profile) {

  /// Where Debian's packages `ssg-debian`, `ssg-debderived` and `ssg-nondebian` lay it.
  public static final Path USUAL_FOLDER = Path.of("/usr/share/xml/scap/ssg/content");

  /// The profile that most data streams have.
  public static final String USUAL_PROFILE = "standard";

  private static final String PROFILE_PREFIX = "xccdf_org.ssgproject.content_profile_";

  /// How the guide calls distributions whose own id is another.
  private static final Map<String, String> PRODUCTS =
      Map.of("sles", "sle", "opensuse-leap", "opensuse", "uos", "uos");

  /// A data stream that somebody chose.
  ///
  /// @param profile its whole id, or what follows the guide's own prefix as in `standard` or
  ///   `cis_level1_server`
  public static ScapContent of(Path dataStream, String profile) {
    return new ScapContent(
        dataStream, profile.startsWith("xccdf_") ? profile : PROFILE_PREFIX + profile);
  }

  /// The content for a distribution, if the folder has any.
  ///
  /// @param profile as in [#of]
  public static Optional<ScapContent> find(Path folder, Distribution distribution, String profile) {
    String id = PRODUCTS.getOrDefault(distribution.id(), distribution.id());
    String release = distribution.versionId();
    // Ubuntu's releases are 22.04 and 22.10, of others only the first number is the release.
    String version =
        id.equals("ubuntu") ? release.replace(".", "") : release.replaceFirst("\\..*", "");
    boolean isVersioned = !id.equals("fedora") && !id.equals("opensuse");
    String product = isVersioned ? id + version : id;
    if (!product.matches("[a-z0-9]{1,40}") || (isVersioned && version.isEmpty())) {
      return Optional.empty();
    }
    Path file = folder.resolve("ssg-%s-ds.xml".formatted(product));
    return Files.isRegularFile(file) ? Optional.of(of(file, profile)) : Optional.empty();
  }
}
