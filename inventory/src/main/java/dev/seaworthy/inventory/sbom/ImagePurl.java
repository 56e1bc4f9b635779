package dev.seaworthy.inventory.sbom;

import dev.seaworthy.base.Digest;
import dev.seaworthy.inventory.PackageUrl;
import java.util.Locale;

/// The purl of an image (purl type `oci`): its last name part, its digest and where it lies.
final class ImagePurl {

  private ImagePurl() {}

  /// @param name such as `localhost:5000/shop/cart:1.8`
  /// @param platform such as `linux/amd64`, or empty
  static PackageUrl of(String name, Digest digest, String platform) {
    int at = name.indexOf('@');
    String tagged = at < 0 ? name : name.substring(0, at);
    int slash = tagged.lastIndexOf('/');
    int colon = tagged.lastIndexOf(':');
    String repository = colon > slash ? tagged.substring(0, colon) : tagged;
    String tag = colon > slash ? tagged.substring(colon + 1) : "";
    String last = repository.substring(repository.lastIndexOf('/') + 1);
    String[] parts = platform.split("/", -1);
    return PackageUrl.of(
            "oci", "", last.isEmpty() ? "image" : last.toLowerCase(Locale.ROOT), digest.toString())
        .with("repository_url", repository.contains("/") ? repository : "")
        .with("tag", tag)
        .with("arch", parts.length > 1 ? parts[1] : "");
  }
}
