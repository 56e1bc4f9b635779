package dev.seaworthy.server.postgres;

import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.server.store.DataDirectory;
import dev.seaworthy.server.store.DatabaseAddress;
import dev.seaworthy.server.store.StoreError;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The platform's own PostgreSQL: made once, started and stopped with the platform. It listens on a
/// free port of the loopback address only, wants passwords (scram-sha-256), syncs what it commits
/// and has checksums on its pages.
public final class Cluster implements AutoCloseable {
  private static final Duration INITDB = Duration.ofMinutes(2);
  private static final Duration READY = Duration.ofMinutes(5);
  private static final Duration STOP = Duration.ofSeconds(20);
  private static final int STARTS = 3;
  private static final long LOG_BYTES_MAX = 10L << 20;
  private static final int PASSWORD_BYTES = 24;

  private final Path folder;
  private final Unprivileged user;
  private final Binaries binaries;
  private final ProcessHandle server;
  private final DatabaseAddress address;

  private Cluster(
      Path folder,
      Unprivileged user,
      Binaries binaries,
      ProcessHandle server,
      DatabaseAddress address) {
    this.folder = folder;
    this.user = user;
    this.binaries = binaries;
    this.server = server;
    this.address = address;
  }

  /// Starts the cluster in this folder, and makes it first when there is none. One that a killed
  /// platform left running is stopped before.
  ///
  /// @param bundledOnly use the PostgreSQL that the platform brings, never the system's
  /// @throws SeaworthyException [StoreError#POSTGRES]
  public static Cluster start(Path folder, SecureRandom chance, boolean bundledOnly) {
    try {
      Path data = DataDirectory.folder(folder).resolve("data");
      Integer major = Files.exists(data.resolve("PG_VERSION")) ? major(data) : null;
      Binaries binaries = Binaries.choose(major, bundledOnly, folder);
      Unprivileged user = Unprivileged.ofThisProcess(data);
      if (major == null) {
        make(folder, binaries, user, chance);
      }
      Postmaster.stopOrphan(data, STOP);
      Cluster cluster = launch(folder, binaries, user);
      Accounts.ensure(cluster.address, password(folder, "superuser"));
      return cluster;
    } catch (IOException e) {
      throw new SeaworthyException(
          StoreError.POSTGRES, "tried to start PostgreSQL in %s: %s".formatted(folder, e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SeaworthyException(
          StoreError.POSTGRES, "interrupted while PostgreSQL started in " + folder, e);
    }
  }

  private static int major(Path data) throws IOException {
    return Integer.parseInt(Files.readString(data.resolve("PG_VERSION")).strip());
  }

  /// Where and as whom the platform connects.
  public DatabaseAddress address() {
    return address;
  }

  /// The major version that runs.
  public int major() {
    return binaries.major();
  }

  /// The process id of the postmaster.
  public long pid() {
    return server.pid();
  }

  private static void make(Path folder, Binaries binaries, Unprivileged user, SecureRandom chance)
      throws IOException, InterruptedException {
    DataDirectory.write(folder.resolve("superuser"), secret(chance));
    DataDirectory.write(folder.resolve("password"), secret(chance));
    Path work = folder.resolve("making");
    remove(work);
    DataDirectory.folder(work);
    Path made = Files.createDirectory(work.resolve("data"));
    Path secret = Files.copy(folder.resolve("superuser"), work.resolve("secret"));
    user.own(work);
    List<String> command = new ArrayList<>(binaries.command("initdb"));
    command.addAll(
        List.of(
            "--pgdata=" + made,
            "--username=postgres",
            "--pwfile=" + secret,
            "--auth=scram-sha-256",
            "--data-checksums",
            "--encoding=UTF8",
            "--no-locale"));
    Path log = folder.resolve("initdb.log");
    Process initdb = process(user.command(command), folder, log).start();
    if (!initdb.waitFor(INITDB.toSeconds(), TimeUnit.SECONDS)) {
      initdb.destroyForcibly();
    }
    if (initdb.waitFor() != 0) {
      remove(work);
      throw new SeaworthyException(
          StoreError.POSTGRES,
          "%s failed: %s".formatted(binaries.folder().resolve("initdb"), Postmaster.tail(log)));
    }
    Files.move(made, folder.resolve("data"), StandardCopyOption.ATOMIC_MOVE);
    Files.delete(secret);
    Files.delete(work);
  }

  /// What an attempt before left, a password among it.
  private static void remove(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
  }

  private static String secret(SecureRandom chance) {
    byte[] bytes = new byte[PASSWORD_BYTES];
    chance.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  static String password(Path folder, String name) throws IOException {
    return Files.readString(folder.resolve(name)).strip();
  }

  /// A port that was free a moment ago may be taken by now, so it is tried again with another.
  private static Cluster launch(Path folder, Binaries binaries, Unprivileged user)
      throws IOException, InterruptedException {
    Path log = folder.resolve("postgresql.log");
    if (Files.exists(log) && Files.size(log) > LOG_BYTES_MAX) {
      Files.move(log, folder.resolve("postgresql.log.1"), StandardCopyOption.REPLACE_EXISTING);
    }
    for (int tried = 1; ; tried++) {
      int port = freePort();
      Process process = process(user.command(command(binaries, folder, port)), folder, log).start();
      if (Postmaster.ready(process, folder.resolve("data"), READY)) {
        return new Cluster(folder, user, binaries, process.toHandle(), address(folder, port));
      }
      if (tried >= STARTS) {
        throw new SeaworthyException(
            StoreError.POSTGRES,
            "PostgreSQL ended while it started in %s: %s".formatted(folder, Postmaster.tail(log)));
      }
    }
  }

  private static DatabaseAddress address(Path folder, int port) throws IOException {
    return new DatabaseAddress(
        "jdbc:postgresql://127.0.0.1:" + port + "/seaworthy",
        "seaworthy",
        password(folder, "password"));
  }

  /// Where the cluster in this folder takes connections now; empty when it does not run.
  public static Optional<DatabaseAddress> running(Path folder) throws IOException {
    OptionalInt port = Postmaster.port(folder.resolve("data"));
    return port.isPresent() ? Optional.of(address(folder, port.getAsInt())) : Optional.empty();
  }

  private static List<String> command(Binaries binaries, Path folder, int port) {
    List<String> command = new ArrayList<>(binaries.command("postgres"));
    command.addAll(List.of("-D", folder.resolve("data").toString()));
    for (String setting :
        List.of(
            "port=" + port,
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "password_encryption=scram-sha-256",
            "ssl=off",
            "fsync=on",
            "full_page_writes=on",
            "synchronous_commit=on",
            "max_connections=60",
            "shared_buffers=64MB",
            "max_wal_size=512MB",
            "timezone=UTC",
            "log_timezone=UTC",
            "log_min_messages=warning",
            "log_statement=none",
            "log_parameter_max_length=0",
            "log_parameter_max_length_on_error=0")) {
      command.add("-c");
      command.add(setting);
    }
    return command;
  }

  private static ProcessBuilder process(List<String> command, Path folder, Path log) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    builder.environment().put("LC_ALL", "C");
    return builder
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /// Ends every connection, rolls back what is open, writes a checkpoint and stops.
  @Override
  public void close() {
    try {
      Postmaster.stop(server, STOP);
    } catch (IOException e) {
      throw new SeaworthyException(
          StoreError.POSTGRES, "tried to stop PostgreSQL in %s: %s".formatted(folder, e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Whether it runs under a user of its own because the platform runs as root.
  public boolean isUnderAnotherUser() {
    return user.needed();
  }
}
