package dev.seaworthy.server.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.seaworthy.server.http.Problem;
import dev.seaworthy.server.http.ProblemException;
import dev.seaworthy.server.identity.OidcProviders.Begun;
import dev.seaworthy.server.identity.OidcProviders.Login;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/// Talks to providers of identities: discovery, the authorization code flow with PKCE, and the
/// check of the ID token (OpenID Connect Core 1.0 §3.1, Discovery 1.0, RFC 7636). What a provider
/// sends is bounded; only TLS is spoken, but to the machine itself.
@Singleton
class OidcClient {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long BYTES_MAX = 1L << 20;
  private static final int SKEW_SECONDS = 60;
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256, JWSAlgorithm.ES384);

  private final ObjectMapper json;
  private final InstantSource clock;

  OidcClient(ObjectMapper json, InstantSource clock) {
    this.json = json;
    this.clock = clock;
  }

  /// Whether a URL may be asked: TLS, or loopback.
  static boolean isAllowed(String url) {
    try {
      URI uri = new URI(url);
      String host = uri.getHost();
      boolean loopback =
          "127.0.0.1".equals(host) || "localhost".equals(host) || "[::1]".equals(host);
      return host != null
          && uri.getUserInfo() == null
          && uri.getFragment() == null
          && ("https".equals(uri.getScheme()) || ("http".equals(uri.getScheme()) && loopback));
    } catch (java.net.URISyntaxException e) {
      return false;
    }
  }

  /// Where to send the browser.
  URI authorization(OidcProvider provider, Login login) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("response_type", "code");
    query.put("scope", "openid");
    query.put("client_id", provider.client());
    query.put("redirect_uri", provider.callback());
    query.put("state", login.state());
    query.put("nonce", login.nonce());
    query.put("code_challenge", challenge(login.verifier()));
    query.put("code_challenge_method", "S256");
    String endpoint = endpoint(discover(provider), "authorization_endpoint");
    return URI.create(endpoint + (endpoint.contains("?") ? "&" : "?") + form(query));
  }

  static String challenge(String verifier) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Secret.sha256(verifier.getBytes(StandardCharsets.US_ASCII)));
  }

  /// Turns the code into claims that hold.
  ///
  /// @throws ProblemException 401 when the provider refuses or its token does not hold
  JWTClaimsSet claims(OidcProvider provider, Begun begun, String code) {
    JsonNode metadata = discover(provider);
    Map<String, String> body = new LinkedHashMap<>();
    body.put("grant_type", "authorization_code");
    body.put("code", code);
    body.put("redirect_uri", provider.callback());
    body.put("code_verifier", begun.verifier());
    String basic =
        Base64.getEncoder()
            .encodeToString(
                (encode(provider.client()) + ":" + encode(provider.secret()))
                    .getBytes(StandardCharsets.UTF_8));
    JsonNode answer =
        send(
            HttpRequest.newBuilder(URI.create(endpoint(metadata, "token_endpoint")))
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form(body)))
                .build());
    JsonNode keys =
        send(HttpRequest.newBuilder(URI.create(endpoint(metadata, "jwks_uri"))).GET().build());
    return verify(provider, begun, answer.path("id_token").asText(""), keys.toString());
  }

  private JWTClaimsSet verify(OidcProvider provider, Begun begun, String token, String keys) {
    try {
      DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
      processor.setJWSKeySelector(
          new JWSVerificationKeySelector<>(ALGORITHMS, new ImmutableJWKSet<>(JWKSet.parse(keys))));
      DefaultJWTClaimsVerifier<SecurityContext> verifier =
          new DefaultJWTClaimsVerifier<>(
              provider.client(),
              new JWTClaimsSet.Builder()
                  .issuer(provider.issuer())
                  .claim("nonce", begun.nonce())
                  .build(),
              Set.of("sub", "exp", "iat")) {
            @Override
            protected Date currentTime() {
              return Date.from(clock.instant());
            }
          };
      verifier.setMaxClockSkew(SKEW_SECONDS);
      processor.setJWTClaimsSetVerifier(verifier);
      JWTClaimsSet claims = processor.process(token, null);
      String party = claims.getStringClaim("azp");
      if (claims.getAudience().size() > 1 && !provider.client().equals(party)) {
        throw refused("its token is for several parties and not issued to us");
      }
      return claims;
    } catch (ParseException | BadJOSEException | JOSEException e) {
      throw refused("its token does not hold");
    }
  }

  /// Whether the claims say that two factors were shown, by the values that the operator named.
  static boolean showsTwoFactors(OidcProvider provider, JWTClaimsSet claims) {
    try {
      var amr = claims.getStringListClaim("amr");
      String acr = claims.getStringClaim("acr");
      return (amr != null && amr.stream().anyMatch(provider.amr()::contains))
          || (acr != null && provider.acr().contains(acr));
    } catch (ParseException e) {
      return false;
    }
  }

  private JsonNode discover(OidcProvider provider) {
    String issuer = provider.issuer();
    String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
    JsonNode metadata =
        send(
            HttpRequest.newBuilder(URI.create(base + "/.well-known/openid-configuration"))
                .GET()
                .build());
    if (!metadata.path("issuer").asText("").equals(issuer)) {
      throw refused("it names another issuer than itself");
    }
    return metadata;
  }

  private static String endpoint(JsonNode metadata, String name) {
    String url = metadata.path(name).asText("");
    if (!isAllowed(url)) {
      throw refused("its %s is no https URL".formatted(name));
    }
    return url;
  }

  private JsonNode send(HttpRequest request) {
    try (HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build()) {
      HttpResponse<byte[]> answer =
          client.send(
              HttpRequest.newBuilder(request, (_, _) -> true).timeout(PATIENCE).build(),
              BodyHandlers.limiting(BodyHandlers.ofByteArray(), BYTES_MAX));
      if (answer.statusCode() != 200) {
        throw refused("it answered " + answer.statusCode());
      }
      return Objects.requireNonNull(json.readTree(answer.body()));
    } catch (JsonProcessingException e) {
      throw refused("its answer is no JSON");
    } catch (IOException e) {
      throw new ProblemException(
          Problem.ofStatus(502, "Bad Gateway", "The provider of identities does not answer."));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking a provider", e);
    }
  }

  private static ProblemException refused(String why) {
    return new ProblemException(
        Problem.unauthorized("The provider did not vouch for you: %s.".formatted(why)));
  }

  private static String form(Map<String, String> values) {
    return values.entrySet().stream()
        .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
