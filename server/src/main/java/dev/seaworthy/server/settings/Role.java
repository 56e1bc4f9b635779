package dev.seaworthy.server.settings;

import java.util.Locale;

/// What a replica does. One that has none of the roles of a piece of work leaves it to others.
public enum Role {
  /// Serves the web console.
  CONSOLE,
  /// Serves the HTTP API.
  API,
  /// Serves the registry gateway.
  REGISTRY,
  /// Takes scan jobs.
  WORKER,
  /// Chains the audit trail and does what only one replica may do at a time.
  SEQUENCER;

  /// The name in options.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
