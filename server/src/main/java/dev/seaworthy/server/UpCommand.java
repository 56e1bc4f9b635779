package dev.seaworthy.server;

import dev.seaworthy.server.settings.Role;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// `seaworthy up`.
@Command(
    name = "up",
    description = "Starts the platform: console, API, registry gateway and the work behind them.",
    sortOptions = false)
final class UpCommand implements Callable<Integer> {
  @Mixin DatabaseOptions database = new DatabaseOptions();

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:8443",
      converter = HostPort.Converter.class,
      description = "Where console and API listen (${DEFAULT-VALUE}); port 0 takes a free one.")
  HostPort listen = new HostPort("127.0.0.1", 8443);

  @Option(
      names = "--registry-listen",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:8444",
      converter = HostPort.Converter.class,
      description = "Where the registry gateway listens (${DEFAULT-VALUE}).")
  HostPort registry = new HostPort("127.0.0.1", 8444);

  @Option(
      names = "--metrics-listen",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:9443",
      converter = HostPort.Converter.class,
      description = "Where health and metrics listen (${DEFAULT-VALUE}).")
  HostPort metrics = new HostPort("127.0.0.1", 9443);

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description =
          "What clients call this server, host name or address; repeatable. The first one stands"
              + " in links.")
  List<String> names = List.of();

  @Option(
      names = "--certificate",
      paramLabel = "FILE",
      description =
          "The server's certificate with those above it, PEM; by default one by an"
              + " authority of the installation's own.")
  @Nullable Path certificate;

  @Option(names = "--key", paramLabel = "FILE", description = "The certificate's key, PEM.")
  @Nullable Path key;

  @Option(
      names = "--roles",
      paramLabel = "ROLE",
      split = ",",
      converter = RoleConverter.class,
      description =
          "What this replica does: console, api, registry, worker, sequencer; by default all.")
  Set<Role> roles = EnumSet.allOf(Role.class);

  @Option(
      names = "--trusted-proxy",
      paramLabel = "ADDRESS[/BITS]",
      description = "A proxy whose X-Forwarded-For counts; repeatable. By default none.")
  List<String> proxies = List.of();

  @Mixin WorkOptions work = new WorkOptions();

  @Option(
      names = "--client-ca",
      paramLabel = "FILE",
      description =
          "Authorities whose client certificates people may sign in with, PEM. By default none is"
              + " asked for.")
  @Nullable Path clientAuthorities;

  @Option(
      names = "--breached-passwords",
      paramLabel = "FILE",
      description =
          "Passwords that nobody may have, or their SHA-1 or NTLM hashes in order, besides those"
              + " that come with the program.")
  @Nullable Path breachedPasswords;

  @Option(
      names = "--cryptography",
      paramLabel = "PROFILE",
      defaultValue = "standard",
      description = "Which cryptography is allowed: standard or fips (${DEFAULT-VALUE}).")
  String cryptography = "standard";

  @Option(
      names = "--log",
      paramLabel = "FORMAT",
      defaultValue = "json",
      description = "How the log on standard error is written: json or text (${DEFAULT-VALUE}).")
  LogFormat log = LogFormat.json;

  /// How the log is written.
  enum LogFormat {
    json,
    text
  }

  static final class RoleConverter implements ITypeConverter<Role> {
    @Override
    public Role convert(String value) {
      try {
        return Role.valueOf(value.toUpperCase(Locale.ROOT));
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException("there is no role \"%s\"".formatted(value));
      }
    }
  }

  @Override
  public Integer call() {
    return Platform.run(this);
  }
}
