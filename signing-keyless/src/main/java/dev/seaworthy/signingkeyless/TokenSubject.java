package dev.seaworthy.signingkeyless;

import dev.seaworthy.base.JsonReader;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.signing.keyless.KeylessError;
import java.util.Base64;

/// The name in an identity token, which the key signs to show that it is its holder's. The
/// authority judges the token; here nobody does.
final class TokenSubject {

  private static final int PARTS = 3;

  private TokenSubject() {}

  /// The mail address where there is one, else the subject (Fulcio's `docs/oidc.md`).
  ///
  /// @throws SeaworthyException [KeylessError#NO_TOKEN]; its message has nothing of the token
  static String of(String token) {
    String[] parts = token.split("\\.", -1);
    if (parts.length == PARTS) {
      try {
        JsonObject claims =
            new JsonReader(Limits.defaults())
                .readObject(Base64.getUrlDecoder().decode(parts[1]), "the token");
        String mail = claims.text("email");
        String subject = mail.isEmpty() ? claims.text("sub") : mail;
        if (!subject.isEmpty()) {
          return subject;
        }
      } catch (SeaworthyException | IllegalArgumentException e) {
        // Neither is quoted: it could hold the token.
      }
    }
    throw new SeaworthyException(
        KeylessError.NO_TOKEN, "what was given as an identity token is none (RFC 7519)");
  }
}
