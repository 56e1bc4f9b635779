package dev.seaworthy.server.postgres;

import dev.seaworthy.server.store.DatabaseAddress;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.ds.PGSimpleDataSource;

/// The database and the role that the platform works with: owner of its database, and no superuser,
/// so that no statement of the platform's reaches the file system.
final class Accounts {
  private Accounts() {}

  static void ensure(DatabaseAddress address, String superuser) throws IOException {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(address.url().replaceFirst("/[a-z]+$", "/postgres"));
    source.setUser("postgres");
    source.setPassword(superuser);
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      // The password is hexadecimal digits of our own making: nothing to quote.
      if (absent(statement, "select 1 from pg_roles where rolname = 'seaworthy'")) {
        statement.execute("create role seaworthy login password '" + address.password() + "'");
      }
      if (absent(statement, "select 1 from pg_database where datname = 'seaworthy'")) {
        statement.execute("create database seaworthy owner seaworthy");
      }
    } catch (SQLException e) {
      throw new IOException("tried to make the platform's database", e);
    }
  }

  private static boolean absent(Statement statement, String query) throws SQLException {
    try (ResultSet found = statement.executeQuery(query)) {
      return !found.next();
    }
  }
}
