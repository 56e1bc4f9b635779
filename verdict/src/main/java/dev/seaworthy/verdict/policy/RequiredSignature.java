package dev.seaworthy.verdict.policy;

import dev.seaworthy.base.JsonBuilder;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.signing.VerificationKey;
import dev.seaworthy.verdict.document.DocumentPart;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A signature that an image must have.
///
/// @param signer who must have signed; with a key what people call it
/// @param issuer who must vouch for the signer
/// @param keyOrNull by which it must be; null for whoever is trusted and fits
public record RequiredSignature(Glob signer, Glob issuer, @Nullable VerificationKey keyOrNull) {

  private static final Glob ANYBODY = new Glob("**");

  /// By anybody who is trusted.
  public static final RequiredSignature BY_ANYBODY = new RequiredSignature(ANYBODY, ANYBODY, null);

  static RequiredSignature read(DocumentPart part) {
    part.only(Set.of("signer", "issuer", "key"));
    VerificationKey key = part.has("key") ? key(part) : null;
    if (key != null && part.has("issuer")) {
      throw part.bad("issuer", "must be left out beside a key, for which nobody vouches");
    }
    return new RequiredSignature(
        new Glob(part.text("signer")),
        part.has("issuer") ? new Glob(part.text("issuer")) : ANYBODY,
        key);
  }

  private static VerificationKey key(DocumentPart part) {
    try {
      return VerificationKey.ofPem(part.text("key"), "it");
    } catch (SeaworthyException e) {
      throw part.bad("key", "must be a public key in PEM: " + e.getMessage());
    }
  }

  /// The key by which it must be.
  public Optional<VerificationKey> key() {
    return Optional.ofNullable(keyOrNull);
  }

  /// Whether one of the signatures is it.
  public boolean isMetBy(List<SignatureFact> facts) {
    return facts.stream().filter(SignatureFact::isValid).anyMatch(this::fits);
  }

  private boolean fits(SignatureFact fact) {
    return keyOrNull == null
        ? signer.fits(fact.signer()) && issuer.fits(fact.issuer())
        : fact.issuer().isEmpty() && fact.signer().equals(keyOrNull.id().toString());
  }

  JsonObject toJson() {
    JsonBuilder json = new JsonBuilder().put("signer", signer.text());
    if (!issuer.equals(ANYBODY)) {
      json.put("issuer", issuer.text());
    }
    if (keyOrNull != null) {
      json.put("key", keyOrNull.toPem());
    }
    return json.build();
  }

  /// For sentences.
  @Override
  public String toString() {
    if (keyOrNull != null) {
      return "%s (%s)".formatted(signer.text(), keyOrNull.id());
    }
    String by = signer.equals(ANYBODY) ? "anybody who is trusted" : signer.text();
    return issuer.equals(ANYBODY) ? by : by + " vouched for by " + issuer;
  }
}
