package dev.seaworthy.image.registry;

import java.net.URI;

/// Where the API of a registry is reached.
///
/// @param registry as image references name it
/// @param base ends with `/v2/`
record RegistryAddress(String registry, URI base) {

  private static final String DOCKER_HUB = "docker.io";

  /// Docker Hub's API lies on another host than the one in its references.
  private static final String DOCKER_HUB_API = "registry-1.docker.io";

  static RegistryAddress of(String registry, boolean isPlainHttp) {
    String host = isDockerHub(registry) ? DOCKER_HUB_API : registry;
    return new RegistryAddress(
        registry, URI.create("%s://%s/v2/".formatted(isPlainHttp ? "http" : "https", host)));
  }

  static boolean isDockerHub(String registry) {
    return registry.equals(DOCKER_HUB)
        || registry.equals("index.docker.io")
        || registry.equals(DOCKER_HUB_API);
  }

  /// An address of the API.
  ///
  /// @param path below `/v2/`, made of a repository, fixed words, and a tag or digest, all of which
  ///   need no escaping
  URI at(String path) {
    return base.resolve(path);
  }
}
