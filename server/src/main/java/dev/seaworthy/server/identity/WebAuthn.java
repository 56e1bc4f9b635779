package dev.seaworthy.server.identity;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.exception.DataConversionException;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.data.extension.authenticator.AuthenticationExtensionsAuthenticatorOutputs;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.verifier.exception.VerificationException;
import dev.seaworthy.server.settings.Settings;
import dev.seaworthy.server.store.Ids;
import dev.seaworthy.server.store.Row;
import dev.seaworthy.server.store.Transaction;
import io.quarkus.vertx.http.HttpServer;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Keeps security keys (Web Authentication, level 2) and checks what they sign: challenge, origin,
/// relying party, presence and the counter. Attestation is not asked for: any key will do.
@Singleton
class WebAuthn {
  static final Duration CHALLENGE_LIFE = Duration.ofMinutes(5);
  private static final int CHALLENGE_BYTES = 32;
  private static final int JSON_CHARS_MAX = 32 * 1024;
  private static final int KEYS_MAX = 10;

  private static final List<PublicKeyCredentialParameters> ALGORITHMS =
      List.of(
          new PublicKeyCredentialParameters(
              PublicKeyCredentialType.PUBLIC_KEY, COSEAlgorithmIdentifier.ES256),
          new PublicKeyCredentialParameters(
              PublicKeyCredentialType.PUBLIC_KEY, COSEAlgorithmIdentifier.RS256));

  private final Ids ids;
  private final SecureRandom chance;
  private final InstantSource clock;
  private final Settings settings;
  private final HttpServer server;
  private final ObjectConverter objects = new ObjectConverter();
  private final WebAuthnManager checking = WebAuthnManager.createNonStrictWebAuthnManager(objects);
  private final AttestedCredentialDataConverter keys = new AttestedCredentialDataConverter(objects);

  WebAuthn(
      Ids ids, SecureRandom chance, InstantSource clock, Settings settings, HttpServer server) {
    this.ids = ids;
    this.chance = chance;
    this.clock = clock;
    this.settings = settings;
    this.server = server;
  }

  /// For what a challenge is.
  enum Purpose {
    REGISTRATION,
    ASSERTION
  }

  /// @param name as its owner calls it
  record SecurityKey(UUID id, String name, Instant madeAt, @Nullable Instant lastUsedAt) {}

  /// What a browser gives to `navigator.credentials`.
  ///
  /// @param challenge base64url
  /// @param rpId the relying party
  /// @param credentials ids of the keys that the person has, base64url
  record Challenge(String challenge, String rpId, List<String> credentials) {}

  /// Makes a session's challenge, which serves once.
  Challenge challenge(Transaction tx, Session session, Purpose purpose) throws SQLException {
    byte[] challenge = new byte[CHALLENGE_BYTES];
    chance.nextBytes(challenge);
    tx.update(
        """
        insert into identity_challenge (session, purpose, challenge, valid_until)
        values (?, ?, ?, ?)
        on conflict (session, purpose) do update set challenge = excluded.challenge,
          valid_until = excluded.valid_until
        """,
        session.id(),
        purpose,
        challenge,
        clock.instant().plus(CHALLENGE_LIFE));
    List<String> credentials =
        tx.list(
            "select credential from identity_webauthn where person = ? order by id",
            row -> base64(row.bytes("credential")),
            session.person());
    return new Challenge(base64(challenge), settings.name(), credentials);
  }

  private ServerProperty expected(Transaction tx, Session session, Purpose purpose)
      throws SQLException {
    byte[] challenge =
        tx.find(
                """
                delete from identity_challenge where session = ? and purpose = ? and valid_until > ?
                returning challenge
                """,
                row -> row.bytes("challenge"),
                session.id(),
                purpose,
                clock.instant())
            .orElseThrow(() -> Checks.bad("No challenge waits, or it has expired; ask for one."));
    String site = "https://" + settings.name();
    return new ServerProperty(
        Set.of(new Origin(site), new Origin(site + ":" + server.getSecurePort())),
        settings.name(),
        new DefaultChallenge(challenge),
        null);
  }

  /// Adds the key that answered the challenge.
  SecurityKey register(Transaction tx, Session session, String name, String json)
      throws SQLException {
    ServerProperty expected = expected(tx, session, Purpose.REGISTRATION);
    if (list(tx, session.person()).size() >= KEYS_MAX) {
      throw Checks.conflict("There are %s keys already; take one away.".formatted(KEYS_MAX));
    }
    AuthenticatorData<?> answered = registered(bounded(json), expected);
    AttestedCredentialData credential = answered.getAttestedCredentialData();
    if (credential == null) {
      throw Checks.bad("The key sent no credential.");
    }
    SecurityKey key = new SecurityKey(ids.next(), name, clock.instant(), null);
    int made =
        tx.update(
            """
            insert into identity_webauthn (id, person, name, credential, attested, counter, made_at)
            values (?, ?, ?, ?, ?, ?, ?) on conflict (credential) do nothing
            """,
            key.id(),
            session.person(),
            name,
            credential.getCredentialId(),
            keys.convert(credential),
            answered.getSignCount(),
            key.madeAt());
    if (made == 0) {
      throw Checks.conflict("The key is registered already.");
    }
    return key;
  }

  private AuthenticatorData<?> registered(String json, ServerProperty expected) {
    try {
      RegistrationData data = checking.parseRegistrationResponseJSON(json);
      checking.verify(data, new RegistrationParameters(expected, ALGORITHMS, false, true));
      return Objects.requireNonNull(data.getAttestationObject()).getAuthenticatorData();
    } catch (DataConversionException | VerificationException | IllegalArgumentException e) {
      throw Checks.bad("The key's answer does not fit the challenge, this site or the format.");
    }
  }

  /// Whether one of the person's keys answered the challenge. A counter that did not move on means
  /// that the key was copied, and counts as a wrong answer.
  boolean isRight(Transaction tx, Session session, String json) throws SQLException {
    ServerProperty expected = expected(tx, session, Purpose.ASSERTION);
    try {
      AuthenticationData data = checking.parseAuthenticationResponseJSON(bounded(json));
      var id = data.getCredentialId();
      if (id == null) {
        return false;
      }
      Optional<Stored> stored = stored(tx, session.person(), Arrays.copyOf(id, id.length));
      if (stored.isEmpty()) {
        return false;
      }
      Stored key = stored.get();
      checking.verify(
          data,
          new AuthenticationParameters(
              expected,
              new CredentialRecordImpl(
                  new NoneAttestationStatement(),
                  null,
                  null,
                  null,
                  key.counter,
                  keys.convert(key.attested),
                  new AuthenticationExtensionsAuthenticatorOutputs<>(),
                  null,
                  null,
                  null),
              null,
              false,
              true));
      tx.update(
          "update identity_webauthn set counter = ?, last_used_at = ? where id = ?",
          Objects.requireNonNull(data.getAuthenticatorData()).getSignCount(),
          clock.instant(),
          key.id);
      return true;
    } catch (DataConversionException | VerificationException | IllegalArgumentException e) {
      return false;
    }
  }

  private static final class Stored {
    private final UUID id;
    private final byte[] attested;
    private final long counter;

    Stored(Row row) throws SQLException {
      this.id = row.id("id");
      this.attested = row.bytes("attested");
      this.counter = row.number("counter");
    }
  }

  private static Optional<Stored> stored(Transaction tx, UUID person, byte[] credential)
      throws SQLException {
    return tx.find(
        """
        select id, attested, counter from identity_webauthn
        where person = ? and credential = ? for update
        """,
        Stored::new,
        person,
        credential);
  }

  List<SecurityKey> list(Transaction tx, UUID person) throws SQLException {
    return tx.list(
        "select id, name, made_at, last_used_at from identity_webauthn where person = ? order by id",
        row ->
            new SecurityKey(
                row.id("id"),
                row.text("name"),
                row.instant("made_at"),
                row.maybeInstant("last_used_at").orElse(null)),
        person);
  }

  boolean remove(Transaction tx, UUID person, UUID id) throws SQLException {
    return tx.update("delete from identity_webauthn where person = ? and id = ?", person, id) > 0;
  }

  private static String bounded(String json) {
    if (json.length() > JSON_CHARS_MAX) {
      throw Checks.bad("credential is longer than any.");
    }
    return json;
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
