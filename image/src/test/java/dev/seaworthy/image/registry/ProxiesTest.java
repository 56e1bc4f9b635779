package dev.seaworthy.image.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.base.Limits;
import dev.seaworthy.image.CredentialPrograms;
import dev.seaworthy.image.ImageReference;
import dev.seaworthy.image.source.Opening;
import dev.seaworthy.testkit.Sha256;
import java.io.IOException;
import java.net.Proxy;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxiesTest {

  private static final URI REGISTRY = URI.create("https://quay.io/v2/");

  private static String chosen(Map<String, String> environment, URI uri) {
    Proxy proxy = new Proxies(environment).select(uri).getFirst();
    return proxy.equals(Proxy.NO_PROXY) ? "none" : String.valueOf(proxy.address());
  }

  @Test
  void takesTheProxyOfTheAddressesScheme() {
    Map<String, String> environment =
        Map.of("HTTP_PROXY", "http://plain:3128", "HTTPS_PROXY", "http://tls:3129");

    assertThat(chosen(environment, REGISTRY)).startsWith("tls/").endsWith(":3129");
    assertThat(chosen(environment, URI.create("http://quay.io/v2/"))).startsWith("plain/");
    assertThat(chosen(Map.of(), REGISTRY)).isEqualTo("none");
  }

  @Test
  void prefersTheLowerCaseForm() {
    assertThat(
            chosen(Map.of("https_proxy", "http://low:1", "HTTPS_PROXY", "http://up:2"), REGISTRY))
        .startsWith("low/");
  }

  @ParameterizedTest
  @CsvSource({
    "proxy:3128, 3128",
    "http://proxy, 80",
    "https://proxy, 443",
    "proxy, 80",
    "http://mate:secret@proxy:3128/, 3128",
  })
  void readsTheFormsThatToolsTake(String value, int port) {
    assertThat(chosen(Map.of("HTTPS_PROXY", value), REGISTRY))
        .startsWith("proxy/")
        .endsWith(":" + port);
  }

  @ParameterizedTest
  @CsvSource({
    "quay.io, https://quay.io/v2/, true",
    "quay.io, https://cdn.quay.io/v2/, true",
    ".quay.io, https://cdn.quay.io/v2/, true",
    ".quay.io, https://quay.io/v2/, false",
    "*.quay.io, https://cdn.quay.io/v2/, true",
    "quay.io, https://notquay.io/v2/, false",
    "QUAY.IO, https://quay.io/v2/, true",
    "*, https://quay.io/v2/, true",
    "'a, quay.io ,b', https://quay.io/v2/, true",
    "quay.io:5000, https://quay.io:5000/v2/, true",
    "quay.io:5000, https://quay.io/v2/, false",
    "10.0.0.0/8, https://10.1.2.3:5000/v2/, true",
    "10.0.0.0/8, https://11.1.2.3:5000/v2/, false",
    "0.0.0.0/0, https://11.1.2.3/v2/, true",
    "10.0.0.0/8, https://quay.io/v2/, false",
    "10.0.0.0/99, https://10.1.2.3/v2/, false",
    "'', https://localhost:5000/v2/, true",
    "'', https://127.0.0.1:5000/v2/, true",
    "'', https://[::1]:5000/v2/, true",
    "'', https://quay.io/v2/, false",
  })
  void leavesOutWhatNoProxyNames(String noProxy, URI uri, boolean isLeftOut) {
    String chosen = chosen(Map.of("HTTPS_PROXY", "http://proxy:3128", "NO_PROXY", noProxy), uri);

    assertThat(chosen.equals("none")).isEqualTo(isLeftOut);
  }

  @Test
  void goesThroughAProxyThatWantsCredentials() throws IOException {
    try (ScriptedServer proxy =
            new ScriptedServer(exchange ->
                ScriptedServer.send(
                    exchange,
                    200,
                    "{\"a\":1}",
                    "Content-Type",
                    "application/vnd.oci.image.manifest.v1+json"));
        RegistryClient client =
            new RegistryClient(
                Opening.registry()
                    .withEnvironment(
                        Map.of("HTTP_PROXY", "http://mate:anchor@" + proxy.host()),
                        CredentialPrograms.NONE),
                Limits.defaults())) {
      ServedManifest served = client.manifest(ImageReference.parse("registry.invalid/shop/cart:1"));

      assertThat(served.digest()).hasToString(Sha256.of("{\"a\":1}"));
      assertThat(proxy.asked())
          .singleElement()
          .satisfies(asked -> {
            assertThat(asked.uri()).isEqualTo("http://registry.invalid/v2/shop/cart/manifests/1");
            assertThat(asked.proxyAuthorization()).isEqualTo("Basic bWF0ZTphbmNob3I=");
            assertThat(asked.authorization()).isEmpty();
          });
    }
  }
}
