package dev.seaworthy.verdict.policy;

import dev.seaworthy.base.JsonBuilder;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.verdict.document.DocumentPart;
import java.util.List;
import java.util.Set;

/// A signature that an image must have.
///
/// @param signer who must have signed
/// @param issuer who must vouch for the signer
public record RequiredSignature(Glob signer, Glob issuer) {

  private static final Glob ANYBODY = new Glob("**");

  static RequiredSignature read(DocumentPart part) {
    part.only(Set.of("signer", "issuer"));
    return new RequiredSignature(
        new Glob(part.text("signer")),
        part.has("issuer") ? new Glob(part.text("issuer")) : ANYBODY);
  }

  /// Whether one of the signatures is it.
  public boolean isMetBy(List<SignatureFact> facts) {
    return facts.stream()
        .anyMatch(
            fact -> fact.isValid() && signer.fits(fact.signer()) && issuer.fits(fact.issuer()));
  }

  JsonObject toJson() {
    JsonBuilder json = new JsonBuilder().put("signer", signer.text());
    return (issuer.equals(ANYBODY) ? json : json.put("issuer", issuer.text())).build();
  }

  /// For sentences.
  @Override
  public String toString() {
    return issuer.equals(ANYBODY) ? signer.text() : signer.text() + " vouched for by " + issuer;
  }
}
