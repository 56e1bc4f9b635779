package dev.seaworthy.server.identity;

import dev.seaworthy.server.store.Row;
import dev.seaworthy.server.store.Transaction;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Keeps providers of identities, who is who there, and sign-ins that are under way.
@Singleton
class OidcProviders {
  static final Duration LOGIN_LIFE = Duration.ofMinutes(10);

  private static final String SELECT =
      "select name, issuer, client, secret, callback, amr, acr from identity_oidc_provider ";

  private final SecureRandom chance;
  private final InstantSource clock;

  OidcProviders(SecureRandom chance, InstantSource clock) {
    this.chance = chance;
    this.clock = clock;
  }

  /// A sign-in under way.
  ///
  /// @param state goes to the provider and comes back
  /// @param nonce comes back inside the ID token
  /// @param verifier what the challenge of PKCE was made of (RFC 7636)
  /// @param browser what the browser keeps meanwhile, so that no other finishes what it began
  record Login(String state, String nonce, String verifier, String browser) {}

  /// What was begun, when it comes back.
  record Begun(String provider, String nonce, String verifier) {}

  List<OidcProvider> list(Transaction tx) throws SQLException {
    return tx.list(SELECT + "order by name", OidcProviders::read);
  }

  OidcProvider named(Transaction tx, String name) throws SQLException {
    return tx.find(SELECT + "where name = ?", OidcProviders::read, name)
        .orElseThrow(() -> Checks.notFound("provider of identities"));
  }

  void put(Transaction tx, OidcProvider provider) throws SQLException {
    tx.update(
        """
        insert into identity_oidc_provider (name, issuer, client, secret, callback, amr, acr, made_at)
        values (?, ?, ?, ?, ?, ?, ?, ?)
        on conflict (name) do update set client = excluded.client, secret = excluded.secret,
          callback = excluded.callback, amr = excluded.amr, acr = excluded.acr
        """,
        provider.name(),
        provider.issuer(),
        provider.client(),
        provider.secret(),
        provider.callback(),
        provider.amr(),
        provider.acr(),
        clock.instant());
  }

  boolean remove(Transaction tx, String name) throws SQLException {
    tx.update("delete from identity_oidc_subject where provider = ?", name);
    return tx.update("delete from identity_oidc_provider where name = ?", name) > 0;
  }

  Login begin(Transaction tx, String provider) throws SQLException {
    Instant now = clock.instant();
    Login login =
        new Login(
            Secret.random(chance),
            Secret.random(chance),
            Secret.random(chance),
            Secret.random(chance));
    tx.update("delete from identity_oidc_login where valid_until < ?", now);
    tx.update(
        """
        insert into identity_oidc_login (digest, provider, nonce, verifier, browser, valid_until)
        values (?, ?, ?, ?, ?, ?)
        """,
        Secret.digest(login.state()),
        provider,
        login.nonce(),
        login.verifier(),
        Secret.digest(login.browser()),
        now.plus(LOGIN_LIFE));
    return login;
  }

  /// What this browser began, once.
  Optional<Begun> finish(Transaction tx, String provider, String state, String browser)
      throws SQLException {
    return tx.find(
        """
        delete from identity_oidc_login
        where digest = ? and provider = ? and browser = ? and valid_until > ?
        returning provider, nonce, verifier
        """,
        row -> new Begun(row.text("provider"), row.text("nonce"), row.text("verifier")),
        Secret.digest(state),
        provider,
        Secret.digest(browser),
        clock.instant());
  }

  Optional<UUID> person(Transaction tx, String provider, String subject) throws SQLException {
    return tx.find(
        "select person from identity_oidc_subject where provider = ? and subject = ?",
        row -> row.id("person"),
        provider,
        subject);
  }

  void link(Transaction tx, String provider, String subject, UUID person) throws SQLException {
    int made =
        tx.update(
            """
            insert into identity_oidc_subject (provider, subject, person) values (?, ?, ?)
            on conflict (provider, subject) do nothing
            """,
            provider,
            subject,
            person);
    if (made == 0) {
      throw Checks.conflict("This identity of the provider is somebody's already.");
    }
  }

  void unlinkAll(Transaction tx, UUID person) throws SQLException {
    tx.update("delete from identity_oidc_subject where person = ?", person);
  }

  private static OidcProvider read(Row row) throws SQLException {
    return new OidcProvider(
        row.text("name"),
        row.text("issuer"),
        row.text("client"),
        row.text("secret"),
        row.text("callback"),
        row.texts("amr"),
        row.texts("acr"));
  }
}
