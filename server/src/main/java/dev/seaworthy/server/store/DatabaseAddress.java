package dev.seaworthy.server.store;

import org.postgresql.ds.PGSimpleDataSource;

/// Where the database is and as whom to enter it.
///
/// @param url `jdbc:postgresql://…`, without a password
/// @param user the role
/// @param password its password; empty when another way in is set up
public record DatabaseAddress(String url, String user, String password) {
  /// Connections without a pool, for what runs before or beside the server.
  public Database open() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(url);
    source.setUser(user);
    source.setPassword(password);
    return new Database(source);
  }

  /// Names the place; the password is nobody's.
  @Override
  public String toString() {
    return "%s as %s".formatted(url, user);
  }
}
