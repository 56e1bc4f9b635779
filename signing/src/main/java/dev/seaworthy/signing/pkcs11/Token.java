package dev.seaworthy.signing.pkcs11;

import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.signing.Cryptography;
import dev.seaworthy.signing.KeyAlgorithm;
import dev.seaworthy.signing.Secrets;
import dev.seaworthy.signing.Signer;
import dev.seaworthy.signing.SigningError;
import dev.seaworthy.signing.VerificationKey;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// One token, opened by the JDK's own provider for PKCS #11.
public final class Token {

  private static final int NAMES_SHOWN = 10;

  private final Pkcs11Uri uri;
  private final Provider provider;
  private final KeyStore store;

  private Token(Pkcs11Uri uri, Provider provider, KeyStore store) {
    this.uri = uri;
    this.provider = provider;
    this.store = store;
  }

  /// Opens the token that a reference names; with its PIN, where the reference says whence it
  /// comes.
  ///
  /// @throws SeaworthyException [SigningError#TOKEN] when there is no such token or more than one,
  ///   or when it refuses the PIN; [SigningError#NO_SECRET]
  public static Token open(Pkcs11Uri uri, Secrets secrets) {
    int slot = slot(uri);
    Provider jdk = Security.getProvider("SunPKCS11");
    if (jdk == null) {
      throw new SeaworthyException(
          SigningError.TOKEN, "this Java platform has no provider for PKCS #11 (SunPKCS11)");
    }
    char[] pin = secrets.read(uri.pinSource(), "the token").toCharArray();
    try {
      Provider provider =
          jdk.configure(
              "--name = Seaworthy%s\nlibrary = \"%s\"\nslotListIndex = %s\n"
                  .formatted(slot, uri.module(), slot));
      KeyStore store = KeyStore.getInstance("PKCS11", provider);
      store.load(null, pin);
      return new Token(uri, provider, store);
    } catch (GeneralSecurityException | IOException | ProviderException e) {
      throw failed(uri, e);
    } finally {
      Arrays.fill(pin, '\0');
    }
  }

  private static int slot(Pkcs11Uri uri) {
    List<TokenSlots.Slot> slots = TokenSlots.of(uri.module());
    Long wanted = uri.slotId();
    List<TokenSlots.Slot> fitting =
        slots.stream()
            .filter(slot -> wanted == null || slot.id() == wanted)
            .filter(slot -> slot.token().entrySet().containsAll(uri.token().entrySet()))
            .toList();
    if (fitting.size() == 1) {
      return fitting.getFirst().index();
    }
    throw new SeaworthyException(
        SigningError.TOKEN,
        "%s fits %s tokens of %s, which has: %s"
            .formatted(
                uri,
                fitting.size(),
                uri.module(),
                names(
                    slots.stream().map(slot -> slot.token().getOrDefault("token", "")).toList())));
  }

  private static String names(List<String> names) {
    List<String> shown =
        names.stream()
            .limit(NAMES_SHOWN)
            .map(name -> Text.visible(Text.shorten(name, 40)))
            .toList();
    return shown.isEmpty() ? "none" : String.join(", ", shown);
  }

  /// What signs with the key that the reference names. The JDK finds a private key by the
  /// certificate that lies beside it under the same id.
  ///
  /// @throws SeaworthyException [SigningError#TOKEN] when there is no such key
  public Signer signer(Cryptography cryptography) {
    VerificationKey verification = verification(cryptography);
    if (verification.algorithm() == KeyAlgorithm.ED25519) {
      throw new SeaworthyException(
          SigningError.TOKEN,
          "%s is an Ed25519 key, and the JDK signs with none in a token".formatted(uri),
          "Use an ECDSA or RSA key of the token.",
          null);
    }
    try {
      if (store.getKey(uri.object(), null) instanceof PrivateKey key) {
        return new TokenKey(uri, provider, key, verification);
      }
    } catch (GeneralSecurityException | ProviderException e) {
      throw failed(uri, e);
    }
    throw new SeaworthyException(
        SigningError.TOKEN, "%s is a certificate without a private key beside it".formatted(uri));
  }

  /// The key that verifies what the named one signs.
  ///
  /// @throws SeaworthyException [SigningError#TOKEN] when there is no such certificate
  public VerificationKey verification(Cryptography cryptography) {
    return VerificationKey.ofDer(
        chain().getFirst().getPublicKey().getEncoded(), uri.toString(), cryptography);
  }

  /// The certificates beside the key, its own first.
  ///
  /// @throws SeaworthyException [SigningError#TOKEN] when there is none
  public List<Certificate> chain() {
    try {
      Certificate[] chain = store.getCertificateChain(uri.object());
      Certificate alone = store.getCertificate(uri.object());
      if (chain != null && chain.length > 0) {
        return List.of(chain);
      }
      if (alone != null) {
        return List.of(alone);
      }
      List<String> names = new ArrayList<>();
      store.aliases().asIterator().forEachRemaining(names::add);
      names.sort(null);
      throw new SeaworthyException(
          SigningError.TOKEN,
          "%s has no certificate under that label, only: %s".formatted(uri, names(names)));
    } catch (GeneralSecurityException | ProviderException e) {
      throw failed(uri, e);
    }
  }

  /// Neither the PIN nor anything that was derived from it is part of what the provider says.
  static SeaworthyException failed(Pkcs11Uri uri, Exception e) {
    return new SeaworthyException(
        SigningError.TOKEN, "tried to use %s: %s".formatted(uri, reasons(e)), e);
  }

  private static String reasons(Throwable e) {
    List<String> said = new ArrayList<>();
    for (Throwable each = e; each != null; each = each.getCause()) {
      String message = each.getMessage();
      if (message != null && said.stream().noneMatch(one -> one.contains(message))) {
        said.add(message);
      }
    }
    return String.join(": ", said);
  }
}
