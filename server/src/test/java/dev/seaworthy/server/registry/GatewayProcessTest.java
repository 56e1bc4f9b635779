package dev.seaworthy.server.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.base.Digest;
import dev.seaworthy.server.PlatformProcess;
import dev.seaworthy.testkit.Gates;
import dev.seaworthy.testkit.Need;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The gateway as a process, asked by those who use it and by those who should not. The variable
/// `OCI_CONFORMANCE` names the distribution spec's own suite, built.
class GatewayProcessTest {
  private static final List<String> ALL =
      List.of("PROJECT_READ", "IMAGE_READ", "IMAGE_PULL", "IMAGE_PUSH", "IMAGE_DELETE");
  private static final byte[] NOTHING = {};

  @TempDir Path folder;

  private static Need named(String variable) {
    String value = System.getenv(variable);
    return value != null && Files.exists(Path.of(value))
        ? Need.met(variable, Path.of(value))
        : Need.missing("a file named by " + variable);
  }

  @Test
  void passesTheSpecificationsOwnSuite() throws Exception {
    Need suite = named("OCI_CONFORMANCE");
    Gates.run(
        "registry-conformance",
        List.of(suite),
        () -> {
          try (RunningGateway gateway = new RunningGateway(PlatformProcess.program(), folder)) {
            gateway.api("POST", "/projects", "{\"name\":\"open\"}");
            gateway.api("PUT", "/projects/open/registry", "{\"quarantine\":false}");
            String token = gateway.robot("open", "suite", ALL);
            Path out = folder.resolve("suite.out");
            ProcessBuilder builder =
                new ProcessBuilder(suite.path().toString())
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(out.toFile());
            builder.environment().put("SSL_CERT_FILE", gateway.authority().toString());
            builder.environment().put("OCI_VERSION", "1.1+dev");
            builder.environment().put("OCI_REGISTRY", gateway.registry());
            builder.environment().put("OCI_REPO1", "open/one");
            builder.environment().put("OCI_REPO2", "open/two");
            builder.environment().put("OCI_USERNAME", "suite");
            builder.environment().put("OCI_PASSWORD", token);
            Process run = builder.start();
            assertThat(run.waitFor(5, TimeUnit.MINUTES)).isTrue();
            String told = Files.readString(out);
            assertThat(run.exitValue()).as(told).isZero();
            return told.lines().filter(line -> line.endsWith("Pass")).count();
          }
        });
  }

  @SuppressWarnings("ArrayRecordComponent") // nobody compares them
  private record Image(Digest config, Digest layer, Digest manifest, byte[] bytes) {}

  private static Digest upload(RunningGateway gateway, String token, String name, byte[] bytes)
      throws Exception {
    Digest digest = Digest.sha256(bytes);
    HttpResponse<byte[]> done =
        gateway.send(
            token, "POST", "/v2/%s/blobs/uploads/?digest=%s".formatted(name, digest), bytes);
    assertThat(done.statusCode()).isEqualTo(201);
    return digest;
  }

  private static Image push(RunningGateway gateway, String token, String name, int seed)
      throws Exception {
    byte[] content = new byte[100_000];
    new Random(seed).nextBytes(content);
    byte[] settings =
        "{\"architecture\":\"amd64\",\"os\":\"linux\"}".getBytes(StandardCharsets.UTF_8);
    Digest layer = upload(gateway, token, name, content);
    Digest config = upload(gateway, token, name, settings);
    byte[] manifest =
        """
        {"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json",
        "config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"%s","size":%s},
        "layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar","digest":"%s","size":%s}]}
        """
            .formatted(config, settings.length, layer, content.length)
            .getBytes(StandardCharsets.UTF_8);
    HttpResponse<byte[]> put =
        gateway.send(
            token,
            "PUT",
            "/v2/%s/manifests/1".formatted(name),
            manifest,
            "Content-Type",
            "application/vnd.oci.image.manifest.v1+json");
    assertThat(put.statusCode()).as(text(put)).isEqualTo(201);
    return new Image(config, layer, Digest.sha256(manifest), manifest);
  }

  private static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  @Test
  void leaksNothingAndLosesNothing() throws Exception {
    Gates.always(
        "registry-leaks",
        () -> {
          try (RunningGateway gateway = new RunningGateway(PlatformProcess.program(), folder)) {
            for (String project : List.of("shop", "elsewhere")) {
              gateway.api("POST", "/projects", "{\"name\":\"%s\"}".formatted(project));
            }
            gateway.api("POST", "/projects", "{\"name\":\"prod\",\"boundary\":\"prod\"}");
            String owner = gateway.robot("shop", "ci", ALL);
            String reader = gateway.robot("shop", "node", List.of("PROJECT_READ", "IMAGE_PULL"));
            String pusher = gateway.robot("shop", "other", ALL);
            String stranger = gateway.robot("elsewhere", "ci", ALL);
            String outside = gateway.robot("prod", "ci", ALL);
            Image image = push(gateway, owner, "shop/cart", 1);
            long tried = attempts(gateway, image, List.of(reader, pusher), stranger);
            HttpResponse<byte[]> boundary =
                gateway.send(outside, "POST", "/v2/prod/cart/blobs/uploads/", NOTHING);
            assertThat(boundary.statusCode()).isEqualTo(403);
            assertThat(text(boundary)).contains("DENIED", "import");
            killed(gateway, owner, image);
            return tried + 2;
          }
        });
  }

  private static long attempts(
      RunningGateway gateway, Image image, List<String> ofProject, String stranger)
      throws Exception {
    String shop = "/v2/shop/cart/";
    List<String> paths =
        List.of(
            shop + "manifests/1",
            shop + "manifests/" + image.manifest(),
            shop + "blobs/" + image.layer(),
            shop + "blobs/" + image.config(),
            shop + "referrers/" + image.manifest(),
            "/v2/shop/other/blobs/" + image.layer(),
            "/v2/shop/other/manifests/" + image.manifest(),
            "/v2/elsewhere/cart/blobs/" + image.layer(),
            "/v2/shop/../shop/cart/manifests/1",
            "/v2/shop%2Fcart/manifests/1",
            "/v2/SHOP/cart/manifests/1",
            "/v2//shop/cart/manifests/1");
    long tried = 0;
    for (String path : paths) {
      for (String method : List.of("GET", "HEAD")) {
        for (String token :
            List.of(ofProject.getFirst(), ofProject.getLast(), stranger, "swt_forged")) {
          HttpResponse<byte[]> whole = gateway.send(token, method, path, NOTHING);
          HttpResponse<byte[]> range =
              gateway.send(token, method, path, NOTHING, "Range", "bytes=0-1");
          assertThat(List.of(whole.statusCode(), range.statusCode()))
              .as("%s %s", method, path)
              .allMatch(status -> status >= 400 && status < 500);
          tried += 2;
        }
      }
    }
    for (String token : List.of(ofProject.getLast(), stranger)) {
      String into = token.equals(stranger) ? "elsewhere/stolen" : "shop/stolen";
      HttpResponse<byte[]> mounted =
          gateway.send(
              token,
              "POST",
              "/v2/%s/blobs/uploads/?mount=%s&from=shop/cart".formatted(into, image.layer()),
              NOTHING);
      assertThat(mounted.statusCode()).isEqualTo(202);
      HttpResponse<byte[]> retagged =
          gateway.send(
              token,
              "PUT",
              "/v2/%s/manifests/1".formatted(into),
              image.bytes(),
              "Content-Type",
              "application/vnd.oci.image.manifest.v1+json");
      assertThat(text(retagged)).contains("MANIFEST_BLOB_UNKNOWN");
      tried += 2;
    }
    return tried;
  }

  /// What was acknowledged is there after a kill, and goes on.
  private static void killed(RunningGateway gateway, String owner, Image image) throws Exception {
    byte[] content = new byte[3_000_000];
    new Random(9).nextBytes(content);
    HttpResponse<byte[]> begun =
        gateway.send(owner, "POST", "/v2/shop/cart/blobs/uploads/", NOTHING);
    String location = begun.headers().firstValue("Location").orElseThrow();
    HttpResponse<byte[]> patched =
        gateway.send(
            owner,
            "PATCH",
            location,
            Arrays.copyOf(content, 1_000_000),
            "Content-Range",
            "0-999999");
    assertThat(patched.statusCode()).isEqualTo(202);
    gateway.kill();
    gateway.start();
    HttpResponse<byte[]> tags = gateway.send(owner, "GET", "/v2/shop/cart/tags/list", NOTHING);
    assertThat(text(tags)).contains("[\"1\"]");
    assertThat(
            gateway
                .send(owner, "HEAD", "/v2/shop/cart/blobs/" + image.layer(), NOTHING)
                .statusCode())
        .isEqualTo(200);
    HttpResponse<byte[]> status = gateway.send(owner, "GET", location, NOTHING);
    assertThat(status.headers().firstValue("Range")).contains("0-999999");
    HttpResponse<byte[]> skipping =
        gateway.send(owner, "PATCH", location, new byte[10], "Content-Range", "2000000-2000009");
    assertThat(skipping.statusCode()).isEqualTo(416);
    Digest digest = Digest.sha256(content);
    HttpResponse<byte[]> ended =
        gateway.send(
            owner,
            "PUT",
            location + "?digest=" + digest,
            Arrays.copyOfRange(content, 1_000_000, content.length));
    assertThat(ended.statusCode()).as(text(ended)).isEqualTo(201);
    HttpResponse<byte[]> part =
        gateway.send(
            owner,
            "GET",
            "/v2/shop/cart/blobs/" + digest,
            NOTHING,
            "Range",
            "bytes=999999-1000000");
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.body()).isEqualTo(Arrays.copyOfRange(content, 999_999, 1_000_001));
  }
}
