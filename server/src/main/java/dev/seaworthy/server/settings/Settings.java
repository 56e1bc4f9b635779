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

  /// Which cryptography is allowed: `standard` or `fips`.
  @WithDefault("standard")
  String cryptography();

  /// A file of passwords that nobody may have, or of their hashes.
  Optional<Path> breachedPasswords();

  /// The authorities whose client certificates show who somebody is, PEM.
  Optional<Path> clientAuthorities();

  /// Where blobs lie, when not in the data directory: a folder that all replicas share.
  Optional<Path> blobs();

  /// The key that signs: a file, `pkcs11:…` or `vault:…`; one of the data directory's own when
  /// nobody said.
  Optional<String> signingKey();

  /// The audit trail.
  Audit audit();

  /// Scans.
  Survey survey();

  /// The audit trail.
  interface Audit {
    /// For how many days records are kept at least. Not below the floor that the law sets (MLPS
    /// SA-d: six months, 184 days at most).
    @WithDefault("400")
    int retentionDays();

    /// Where signed heads are sent; see `docs/concept-audit.md`.
    Optional<List<String>> headsTo();

    /// The days that one log review covers.
    @WithDefault("7")
    int reviewDays();

    /// The days after a review's period in which it is due.
    @WithDefault("7")
    int reviewDueDays();
  }

  /// Scans.
  interface Survey {
    /// How many run at once on this replica.
    @WithDefault("1")
    int workers();

    /// The heap of a scan's process in MiB.
    @WithDefault("1024")
    int heapMebibytes();

    /// After so many minutes a scan's process is killed.
    @WithDefault("30")
    int minutesMax();

    /// A folder whose OCI layouts and archives may be scanned; absent for none.
    Optional<Path> imports();

    /// The advisory databases' folder, as `seaworthy db` fills it; that of the data directory when
    /// nobody said.
    Optional<Path> databases();

    /// The keys that advisory databases are signed with; beside them when nobody said.
    Optional<Path> databaseKeys();

    /// Registries that are spoken to without TLS, as `host:port`; for tests and closed networks.
    Optional<List<String>> plainRegistries();
  }

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
