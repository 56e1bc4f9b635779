package dev.seaworthy.server.settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What the operator chose, as the server's parts see it. Set by `seaworthy up`, not by hand.
@ConfigMapping(prefix = "installation")
public interface Settings {
  /// The data directory.
  Path data();

  /// What this replica does.
  @WithDefault("console,api,registry,worker,sequencer")
  Set<Role> roles();

  /// The registry's listener.
  Registry registry();

  /// What clients call this server, in links; `localhost` when nobody said.
  @WithDefault("localhost")
  String name();

  /// The certificate of the installation's own authority; absent when certificates were given.
  Optional<Path> authority();

  /// The names that a certificate by the installation's own authority must have.
  Optional<List<String>> names();

  /// The addresses or networks (CIDR) of proxies whose forwarded headers count.
  Optional<List<String>> trustedProxies();

  /// The registry's listener.
  interface Registry {
    /// The address to bind.
    @WithDefault("127.0.0.1")
    String host();

    /// The port; 0 for any free one.
    @WithDefault("8444")
    int port();
  }
}
