package dev.seaworthy.signing.cosign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.base.Digest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/// One repository of a registry, as the distribution specification has it.
record Registry(HttpClient client, String host, String repository) {

  private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";

  void push(CosignArtifact artifact) throws IOException, InterruptedException {
    for (byte[] blob : artifact.blobs().values()) {
      blob(blob);
    }
    manifest(artifact.tag(), artifact.manifest());
  }

  Digest blob(byte[] bytes) throws IOException, InterruptedException {
    Digest digest = Digest.sha256(bytes);
    HttpResponse<byte[]> begun =
        send(request("/blobs/uploads/").POST(BodyPublishers.noBody()), 202);
    String location = begun.headers().firstValue("Location").orElseThrow();
    send(
        HttpRequest.newBuilder(URI.create(location + "&digest=" + digest))
            .header("Content-Type", "application/octet-stream")
            .PUT(BodyPublishers.ofByteArray(bytes)),
        201);
    return digest;
  }

  Digest manifest(String tag, byte[] bytes) throws IOException, InterruptedException {
    send(
        request("/manifests/" + tag)
            .header("Content-Type", MANIFEST)
            .PUT(BodyPublishers.ofByteArray(bytes)),
        201);
    return Digest.sha256(bytes);
  }

  byte[] get(String path) throws IOException, InterruptedException {
    return send(request(path).header("Accept", MANIFEST).GET(), 200).body();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(
        URI.create("http://%s/v2/%s%s".formatted(host, repository, path)));
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request, int expected)
      throws IOException, InterruptedException {
    HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
    assertThat(response.statusCode()).as(response.uri().toString()).isEqualTo(expected);
    return response;
  }
}
