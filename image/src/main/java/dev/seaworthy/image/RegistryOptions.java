package dev.seaworthy.image;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How registries are spoken to.
///
/// @param environment the variables that container tools look at: `DOCKER_CONFIG`, `HOME`,
///   `XDG_RUNTIME_DIR`, `XDG_CONFIG_HOME`, `REGISTRY_AUTH_FILE`, `HTTP_PROXY`, `HTTPS_PROXY`,
///   `NO_PROXY` and the lower-case forms of these three
/// @param credentials used instead of any configured ones; null to look them up
public record RegistryOptions(
    Map<String, String> environment,
    @Nullable Credentials credentials,
    CredentialPrograms programs,
    Security security,
    Traffic traffic) {

  public RegistryOptions {
    environment = Map.copyOf(environment);
  }

  /// How a registry shows that it is the right one.
  ///
  /// @param isPlainHttp whether registries are spoken to without TLS; never assumed, not even for
  ///   this machine
  /// @param authorityFiles files with CA certificates (PEM) to trust besides the platform's
  /// @param certificatesDirectory a folder with one folder for each `host[:port]` that holds
  ///   `*.crt` files of CAs, as Docker's `certs.d`; null for none
  public record Security(
      boolean isPlainHttp, List<Path> authorityFiles, @Nullable Path certificatesDirectory) {

    /// TLS with the platform's CAs.
    public static final Security TLS = new Security(false, List.of(), null);

    /// No TLS.
    public static final Security PLAIN_HTTP = new Security(true, List.of(), null);

    public Security {
      authorityFiles = List.copyOf(authorityFiles);
    }
  }

  /// How hard a registry is leant on.
  ///
  /// @param connectionsMax how many layers are read at once at most
  /// @param userAgent how we name ourselves
  /// @param clock for the ends of tokens and for dates in `Retry-After`
  /// @param pause how to wait before a request is tried again
  public record Traffic(int connectionsMax, String userAgent, InstantSource clock, Pause pause) {

    public Traffic {
      if (connectionsMax < 1) {
        throw new IllegalArgumentException("connectionsMax " + connectionsMax);
      }
    }

    /// Three layers at once.
    public static Traffic of(InstantSource clock, Pause pause) {
      return new Traffic(3, "seaworthy", clock, pause);
    }
  }

  /// TLS, no credentials, no environment.
  public static RegistryOptions of(Traffic traffic) {
    return new RegistryOptions(Map.of(), null, CredentialPrograms.NONE, Security.TLS, traffic);
  }

  /// The same with an environment and a way to run the programs that its files name.
  public RegistryOptions withEnvironment(
      Map<String, String> newEnvironment, CredentialPrograms newPrograms) {
    return new RegistryOptions(newEnvironment, credentials, newPrograms, security, traffic);
  }

  public RegistryOptions withCredentials(Credentials newCredentials) {
    return new RegistryOptions(environment, newCredentials, programs, security, traffic);
  }

  public RegistryOptions withSecurity(Security newSecurity) {
    return new RegistryOptions(environment, credentials, programs, newSecurity, traffic);
  }

  public RegistryOptions withTraffic(Traffic newTraffic) {
    return new RegistryOptions(environment, credentials, programs, security, newTraffic);
  }
}
