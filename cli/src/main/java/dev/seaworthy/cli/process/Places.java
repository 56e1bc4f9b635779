package dev.seaworthy.cli.process;

import java.nio.file.Path;

/// Where things are kept (XDG Base Directory Specification 0.8): relative values of its variables
/// are ignored, as it says.
public final class Places {

  private static final String OWN = "seaworthy";

  private final Surroundings surroundings;

  public Places(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /// What can be made again, such as the facts of layers.
  public Path cache() {
    return directory("XDG_CACHE_HOME", ".cache");
  }

  /// What was fetched or built, such as advisory databases.
  public Path data() {
    return directory("XDG_DATA_HOME", ".local/share");
  }

  /// Where advisory databases are installed.
  public Path databases() {
    return data().resolve("advisories");
  }

  /// Where the keys are that sign advisory databases.
  public Path databaseKeys() {
    return data().resolve("database-keys");
  }

  /// Where the keys are that sign certificates.
  public Path certificateKeys() {
    return data().resolve("certificate-keys");
  }

  /// What certificates rest on, kept so that they can be decided again.
  public Path surveys() {
    return data().resolve("surveys");
  }

  /// The ledger of this installation: what was certified, and when findings were first seen.
  public Path ledger() {
    return data().resolve("ledger");
  }

  /// What a person sets up, such as a policy of one's own.
  public Path configuration() {
    return directory("XDG_CONFIG_HOME", ".config");
  }

  /// What a project sets up: `.seaworthy` in its folder, which is the working directory unless a
  /// variable names another.
  public Path project() {
    return Path.of(surroundings.variable("SEAWORTHY_PROJECT"), ".seaworthy");
  }

  private Path directory(String variable, String belowHome) {
    String value = surroundings.variable(variable);
    if (!value.isEmpty() && Path.of(value).isAbsolute()) {
      return Path.of(value, OWN);
    }
    String home = surroundings.variable("HOME");
    return Path.of(home.isEmpty() ? "/" : home, belowHome, OWN);
  }
}
