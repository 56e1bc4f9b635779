package dev.seaworthy.signingkeyless;

import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.signing.ServiceAddress;
import dev.seaworthy.signing.keyless.IdentityTokens;
import dev.seaworthy.signing.keyless.KeylessError;
import java.net.URI;
import java.net.URISyntaxException;

/// The tokens that GitHub Actions gives a job that may ask for them (`id-token: write`).
final class JobTokens {

  /// Whom the token is for: an authority of Sigstore takes no other.
  private static final String AUDIENCE = "audience=sigstore";

  private JobTokens() {}

  static IdentityTokens of(String request, String secret) {
    URI whole;
    try {
      whole = new URI(request + (request.contains("?") ? "&" : "?") + AUDIENCE);
    } catch (URISyntaxException e) {
      // Not named as the cause: it quotes the whole text.
      throw new SeaworthyException(
          KeylessError.BAD_ADDRESS,
          "%s is no address to ask for an identity token".formatted(ServiceAddress.shown(request)));
    }
    ServiceClient service = new ServiceClient(whole, KeylessError.NO_TOKEN);
    return () -> {
      String token = service.get(whole, secret).text("value");
      if (token.isEmpty()) {
        throw service.failed("the answer has no token", null);
      }
      return token;
    };
  }
}
