package dev.seaworthy.signing.keyless;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// Tells bundles from other documents, without reading them.
public final class SigstoreBundle {

  /// What the media type of every version begins with.
  public static final String MEDIA_TYPES = "application/vnd.dev.sigstore.bundle";

  /// The media type of version 0.3, as which registries hold bundles too.
  public static final String MEDIA_TYPE = MEDIA_TYPES + ".v0.3+json";

  /// No other document of ours has such a member at all.
  private static final Pattern MEMBER =
      Pattern.compile("\"(?:mediaType|verificationMaterial|verification_material)\"\\s*:");

  private SigstoreBundle() {}

  /// Whether a document wants to be read as a bundle. An envelope has none of a bundle's members.
  public static boolean isOne(byte[] document) {
    return MEMBER.matcher(new String(document, StandardCharsets.ISO_8859_1)).find();
  }
}
