package dev.seaworthy.image.registry;

import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.image.Credentials;
import dev.seaworthy.image.ImageError;
import dev.seaworthy.image.RegistryOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds the credentials for a repository where container tools keep them.
///
/// Files, the first with something wins: `REGISTRY_AUTH_FILE` alone if it is set; else
/// `$DOCKER_CONFIG/config.json`, `$XDG_RUNTIME_DIR/containers/auth.json`,
/// `$XDG_CONFIG_HOME/containers/auth.json` (or below `~/.config`), `~/.docker/config.json`. In a
/// file: the registry's own helper, the entry that fits the repository best, the helper of all.
final class CredentialLookup {

  /// Docker Hub's key in the programs.
  private static final String DOCKER_HUB_KEY = "https://index.docker.io/v1/";

  private static final String ONLY_FILE = "REGISTRY_AUTH_FILE";

  private final RegistryOptions options;
  private final Limits limits;

  CredentialLookup(RegistryOptions options, Limits limits) {
    this.options = options;
    this.limits = limits;
  }

  /// Credentials and where they came from, for messages.
  record Found(Credentials credentials, String origin) {}

  /// The credentials for a repository, if any are kept.
  ///
  /// @throws SeaworthyException [ImageError#BAD_CREDENTIALS_FILE]
  Optional<Found> find(String registry, String repository) {
    String only = variable(ONLY_FILE);
    if (!only.isEmpty() && !Files.exists(Path.of(only))) {
      throw new SeaworthyException(
          ImageError.BAD_CREDENTIALS_FILE, "%s names %s: no such file".formatted(ONLY_FILE, only));
    }
    for (Path path : only.isEmpty() ? paths() : List.of(Path.of(only))) {
      Optional<ContainerConfigFile> file = ContainerConfigFile.read(path, limits);
      Optional<Found> found = file.flatMap(config -> find(config, registry, repository));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private Optional<Found> find(ContainerConfigFile file, String registry, String repository) {
    String key = ContainerConfigFile.normalise(registry);
    String own = file.programs().get(key);
    if (own != null) {
      return ask(own, file, key);
    }
    for (String scope = key + "/" + repository;
        ;
        scope = scope.substring(0, scope.lastIndexOf('/'))) {
      Credentials entry = file.entries().get(scope);
      if (entry != null) {
        return Optional.of(new Found(entry, file.path().toString()));
      }
      if (scope.indexOf('/') < 0) {
        return file.store().isEmpty() ? Optional.empty() : ask(file.store(), file, key);
      }
    }
  }

  private Optional<Found> ask(String program, ContainerConfigFile file, String key) {
    String registry = RegistryAddress.isDockerHub(key) ? DOCKER_HUB_KEY : key;
    return new CredentialProgram(program, file.path(), options.programs(), limits)
        .get(registry)
        .map(credentials ->
            new Found(
                credentials, "docker-credential-%s, named in %s".formatted(program, file.path())));
  }

  private List<Path> paths() {
    List<Path> paths = new ArrayList<>();
    String home = variable("HOME");
    String config = variable("XDG_CONFIG_HOME");
    add(paths, variable("DOCKER_CONFIG"), "config.json");
    add(paths, variable("XDG_RUNTIME_DIR"), "containers/auth.json");
    add(
        paths,
        config.isEmpty() && !home.isEmpty() ? home + "/.config" : config,
        "containers/auth.json");
    add(paths, home, ".docker/config.json");
    return paths;
  }

  private static void add(List<Path> paths, String directory, String file) {
    if (!directory.isEmpty()) {
      paths.add(Path.of(directory, file));
    }
  }

  private String variable(String name) {
    return options.environment().getOrDefault(name, "");
  }
}
