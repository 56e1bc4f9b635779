package dev.seaworthy.image;

import dev.seaworthy.base.Digest;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A reference to an image in a registry: `host[:port]/repository[:tag][@digest]`
/// (distribution-spec, "Pulling manifests"; the grammar is the one that all clients share). A name
/// without a registry is Docker Hub's, as everywhere.
///
/// @param registry host, with the port if one is given
/// @param repository such as `shop/cart`
/// @param tag such as `1.8`; none when only a digest is given
/// @param digest of the manifest or index; wins over the tag when both are given
public record ImageReference(
    String registry, String repository, @Nullable String tag, @Nullable Digest digest) {

  private static final Pattern REGISTRY =
      Pattern.compile(
          "(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*"
              + "|\\[[0-9a-fA-F:]+])(?::[0-9]{1,5})?");
  private static final Pattern REPOSITORY =
      Pattern.compile(
          "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*)*");
  private static final Pattern TAG = Pattern.compile("[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}");
  private static final int CHARS_MAX = 1024;
  private static final int REPOSITORY_CHARS_MAX = 255;
  private static final String DOCKER_HUB = "docker.io";

  public ImageReference {
    if (tag == null && digest == null) {
      throw new IllegalArgumentException("a reference needs a tag or a digest");
    }
  }

  /// Reads a reference. Without tag and digest the tag is `latest`; without a registry it is
  /// `docker.io`, where a repository of one part lies under `library/`.
  ///
  /// @throws SeaworthyException [ImageError#BAD_REFERENCE] saying which part is wrong
  public static ImageReference parse(String text) {
    if (text.length() > CHARS_MAX) {
      throw bad(text, "it is longer than " + CHARS_MAX + " characters");
    }
    String rest = text;
    Digest digest = null;
    int at = rest.indexOf('@');
    if (at >= 0) {
      digest = Digest.parse(rest.substring(at + 1));
      rest = rest.substring(0, at);
    }
    String tag = null;
    int colon = rest.lastIndexOf(':');
    if (colon > rest.lastIndexOf('/')) {
      tag = rest.substring(colon + 1);
      rest = rest.substring(0, colon);
      if (!TAG.matcher(tag).matches()) {
        throw bad(text, "\"%s\" is not a tag".formatted(Text.shorten(tag, 140)));
      }
    }
    int slash = rest.indexOf('/');
    String first = slash < 0 ? "" : rest.substring(0, slash);
    String registry = DOCKER_HUB;
    String repository = rest;
    if (first.contains(".") || first.contains(":") || first.equals("localhost")) {
      registry = first;
      repository = rest.substring(slash + 1);
    }
    if (!REGISTRY.matcher(registry).matches()) {
      throw bad(text, "\"%s\" is not a registry host".formatted(Text.shorten(registry, 140)));
    }
    if (registry.equals(DOCKER_HUB) && repository.indexOf('/') < 0) {
      repository = "library/" + repository;
    }
    if (repository.length() > REPOSITORY_CHARS_MAX || !REPOSITORY.matcher(repository).matches()) {
      throw bad(
          text,
          "\"%s\" is not a repository (lower-case letters, digits, and . _ - between them)"
              .formatted(Text.shorten(repository, 140)));
    }
    return new ImageReference(
        registry, repository, tag == null && digest == null ? "latest" : tag, digest);
  }

  /// What to ask the registry for: the digest if there is one, else the tag.
  public String manifestReference() {
    if (digest != null) {
      return digest.toString();
    }
    return Optional.ofNullable(tag).orElseThrow();
  }

  private static SeaworthyException bad(String text, String why) {
    return new SeaworthyException(
        ImageError.BAD_REFERENCE,
        "\"%s\" is not an image reference: %s".formatted(Text.shorten(text, 200), why));
  }

  @Override
  public String toString() {
    return registry
        + "/"
        + repository
        + (tag == null ? "" : ":" + tag)
        + (digest == null ? "" : "@" + digest);
  }
}
