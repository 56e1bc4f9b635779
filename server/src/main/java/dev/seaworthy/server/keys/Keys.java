package dev.seaworthy.server.keys;

import dev.seaworthy.server.settings.Settings;
import dev.seaworthy.server.store.Database;
import dev.seaworthy.signing.CryptographyProfile;
import dev.seaworthy.signing.KeyFolder;
import dev.seaworthy.signing.Secrets;
import dev.seaworthy.signing.Signer;
import dev.seaworthy.signing.VerificationKey;
import dev.seaworthy.signing.reference.KeyReferences;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Signs for the installation: with the key that `--signing-key` names, else with one of the data
/// directory's own, which is made when it is first needed and which its owner alone may read.
///
/// Every key that ever signed is told in the database, so that whoever verifies can ask for it. It
/// is told there, not trusted because of that: what decides is what a verifier pinned.
@Singleton
public class Keys {
  private final Settings settings;
  private final Database database;
  private final InstantSource clock;
  private @Nullable Signer signer;

  Keys(Settings settings, Database database, InstantSource clock) {
    this.settings = settings;
    this.database = database;
    this.clock = clock;
  }

  /// What signs.
  ///
  /// @throws dev.seaworthy.base.SeaworthyException with a code of the room `signing` when the key
  ///   can't be used
  public synchronized Signer signer() {
    if (signer == null) {
      Signer opened =
          settings
              .signingKey()
              .map(reference ->
                  new KeyReferences(
                          CryptographyProfile.STANDARD.cryptography(), new Secrets(System.getenv()))
                      .signer(reference))
              .orElseGet(() -> folder().own());
      tell(opened.verification());
      signer = opened;
    }
    return signer;
  }

  /// The keys whose signatures this replica believes: its own, and those pinned in its folder.
  public Set<VerificationKey> trusted() {
    Set<VerificationKey> all = new TreeSet<>(folder().trusted());
    all.add(signer().verification());
    return all;
  }

  /// The public keys that signed for this installation, as PEM, the newest first.
  public List<String> told() {
    return database.onSnapshot(
        tx -> tx.list("select pem from keys_public order by told_at desc", row -> row.text("pem")));
  }

  private KeyFolder folder() {
    return new KeyFolder(settings.data().resolve("keys"));
  }

  private void tell(VerificationKey key) {
    database.inTransaction(tx ->
        tx.update(
            "insert into keys_public (id, pem, told_at) values (?, ?, ?) on conflict do nothing",
            key.id().toString(),
            key.toPem(),
            clock.instant()));
  }
}
