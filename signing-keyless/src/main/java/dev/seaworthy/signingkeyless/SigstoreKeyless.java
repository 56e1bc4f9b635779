package dev.seaworthy.signingkeyless;

import dev.seaworthy.signing.Cryptography;
import dev.seaworthy.signing.keyless.IdentityTokens;
import dev.seaworthy.signing.keyless.Keyless;
import dev.seaworthy.signing.keyless.KeylessServices;
import dev.seaworthy.signing.keyless.KeylessSigner;
import dev.seaworthy.signing.keyless.KeylessTrust;

/// What Java's services find.
public final class SigstoreKeyless implements Keyless {

  @Override
  public KeylessTrust trust(byte[] trustedRoot, String what) {
    return SigstoreTrust.read(trustedRoot, what);
  }

  @Override
  public KeylessSigner signer(
      KeylessServices services,
      IdentityTokens tokens,
      KeylessTrust trust,
      Cryptography cryptography) {
    return SigstoreSigner.of(services, tokens, trust, cryptography);
  }

  @Override
  public IdentityTokens jobTokens(String request, String secret) {
    return JobTokens.of(request, secret);
  }
}
