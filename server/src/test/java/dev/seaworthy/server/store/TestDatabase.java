package dev.seaworthy.server.store;

import dev.seaworthy.server.postgres.Cluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.postgresql.ds.PGSimpleDataSource;

/// A real PostgreSQL for tests, one for each JVM, with a database of its own for each caller.
public final class TestDatabase {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private TestDatabase() {}

  /// Started at first use, stopped and removed at the JVM's end.
  private static final class Shared {
    static final Path FOLDER;
    static final Cluster CLUSTER;

    static {
      try {
        FOLDER = Files.createTempDirectory("seaworthy-postgresql-");
        CLUSTER = Cluster.start(FOLDER, new SecureRandom(), false);
        Runtime.getRuntime().addShutdownHook(new Thread(Shared::end));
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }

    static void end() {
      CLUSTER.close();
      try (Stream<Path> all = Files.walk(FOLDER)) {
        for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /// An empty database.
  public static DatabaseAddress empty() {
    String name = "test" + COUNT.incrementAndGet();
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(Shared.CLUSTER.address().url().replaceFirst("/[a-z]+$", "/postgres"));
    source.setUser("postgres");
    try {
      source.setPassword(Files.readString(Shared.FOLDER.resolve("superuser")).strip());
      try (Connection connection = source.getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("create database " + name + " owner seaworthy");
      }
    } catch (IOException | SQLException e) {
      throw new IllegalStateException(e);
    }
    DatabaseAddress shared = Shared.CLUSTER.address();
    return new DatabaseAddress(
        shared.url().replaceFirst("/[a-z]+$", "/" + name), shared.user(), shared.password());
  }

  /// A database with the schema of this version.
  public static Database migrated() {
    Database database = empty().open();
    Migrations.of(database).run();
    return database;
  }
}
