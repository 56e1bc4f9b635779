package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.base.JsonReader;
import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.Limits;
import dev.seaworthy.cli.Terminal.Outcome;
import dev.seaworthy.testkit.Folders;
import dev.seaworthy.testkit.image.Descriptor;
import dev.seaworthy.testkit.image.ImageMaker;
import dev.seaworthy.testkit.image.LayerSpec;
import dev.seaworthy.testkit.image.MadeImage;
import dev.seaworthy.testkit.image.OciLayoutMaker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Bills of materials that are attached to an image or lie in it: they add, are marked, and take
/// nothing away.
class AttachedSbomTest {

  private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
  private static final String CYCLONEDX = "application/vnd.cyclonedx+json";
  private static final String IN_TOTO = "application/vnd.in-toto+json";
  private static final String DSSE = "application/vnd.dsse.envelope.v1+json";

  private final Path home = Path.of("target", "attached-sbom");
  private final Path layout = home.resolve("cart");

  @BeforeEach
  void empty() throws IOException {
    Folders.delete(home);
    Files.createDirectories(home);
  }

  @Test
  void addsWhatAReferrerClaimsAndMarksIt() throws IOException {
    OciLayoutMaker maker = OciLayoutMaker.in(layout);
    Descriptor image = image(maker);
    String sbom =
        bom("pkg:npm/rope@1.0", "pkg:npm/anchor@2.0", "pkg:deb/debian/bash@5?distro=debian-12");
    maker
        .refer(image, "registry.example/shop/cart:1.8")
        .refer(artefact(maker, CYCLONEDX, sbom, image))
        .finish();

    JsonObject without = bill();
    JsonObject with = bill("--attached-sbom");

    assertThat(purls(without)).containsExactly("pkg:npm/rope@1.0");
    assertThat(purls(with)).containsExactly("pkg:npm/anchor@2.0", "pkg:npm/rope@1.0");
    assertThat(with.objects("components").get(1)).isEqualTo(without.objects("components").get(0));
    JsonObject claimed = with.objects("components").getFirst();
    assertThat(claimed.objects("properties").toString()).contains("seaworthy:claimedBy");
    assertThat(claimed.object("evidence").toString()).contains("claimed, not seen: CycloneDX 1.6");
    assertThat(gaps(with)).contains("SW-INVENTORY-0133");
  }

  @Test
  void readsAttestationsOfTheIndexAndOfCosignsTags() throws IOException {
    OciLayoutMaker maker = OciLayoutMaker.in(layout);
    Descriptor image = image(maker);
    Descriptor buildkit =
        artefact(
            maker,
            IN_TOTO,
            statement(image.digest(), "https://cyclonedx.org/bom", bom("pkg:npm/index@1.0")),
            null);
    String signed = statement(image.digest(), "https://cyclonedx.org/bom", bom("pkg:npm/tag@1.0"));
    Descriptor cosign =
        artefact(
            maker,
            DSSE,
            "{\"payloadType\":\"%s\",\"payload\":\"%s\",\"signatures\":[]}"
                .formatted(
                    IN_TOTO,
                    Base64.getEncoder().encodeToString(signed.getBytes(StandardCharsets.UTF_8))),
            null);
    Descriptor index =
        maker.addIndex(
            List.of(
                image.forPlatform("linux", "amd64"),
                buildkit
                    .forPlatform("unknown", "unknown")
                    .annotated("vnd.docker.reference.type", "attestation-manifest")
                    .annotated("vnd.docker.reference.digest", image.digest())));
    maker
        .refer(index, "registry.example/shop/cart:1.8")
        .refer(cosign, image.digest().replace(':', '-') + ".att")
        .finish();

    assertThat(purls(bill("--attached-sbom", "--platform", "linux/amd64")))
        .containsExactly("pkg:npm/index@1.0", "pkg:npm/rope@1.0", "pkg:npm/tag@1.0");
  }

  @Test
  void doesNotUseWhatIsOfAnotherImageOrCanNotBeRead() throws IOException {
    OciLayoutMaker maker = OciLayoutMaker.in(layout);
    Descriptor image = image(maker);
    Descriptor other = new Descriptor(MANIFEST, "sha256:" + "a".repeat(64), 10);
    maker
        .refer(image, "registry.example/shop/cart:1.8")
        .refer(artefact(maker, CYCLONEDX, bom("pkg:npm/other@1.0"), other))
        .refer(artefact(maker, CYCLONEDX, "{\"bomFormat\":", image))
        .refer(artefact(maker, "application/vnd.example.signature", "anything", image))
        .refer(
            artefact(
                maker,
                IN_TOTO,
                statement(other.digest(), "https://spdx.dev/Document", bom("pkg:npm/b@1")),
                image))
        .finish();

    JsonObject bill = bill("--attached-sbom");

    assertThat(purls(bill)).containsExactly("pkg:npm/rope@1.0");
    assertThat(gaps(bill)).containsExactly("SW-IMAGE-0111", "SW-IMAGE-0111");
  }

  @Test
  void addsWhatADocumentInsideTheImageClaimsWithoutBeingAsked() throws IOException {
    OciLayoutMaker maker = OciLayoutMaker.in(layout);
    MadeImage made =
        maker.add(
            ImageMaker.linux()
                .layer(
                    LayerSpec.of(tar ->
                        tar.file(
                                "app/node_modules/rope/package.json",
                                "{\"name\":\"rope\",\"version\":\"1.0\"}")
                            .file(
                                "app/shop.cdx.json",
                                bom("pkg:npm/rope@1.0", "pkg:npm/anchor@2.0")))));
    maker.refer(made.manifest(), "registry.example/shop/cart:1.8").finish();

    JsonObject bill = bill();

    assertThat(purls(bill)).containsExactly("pkg:npm/anchor@2.0", "pkg:npm/rope@1.0");
    JsonObject claimed = bill.objects("components").getFirst();
    assertThat(claimed.objects("properties").toString())
        .contains("seaworthy:claimedBy")
        .contains("/app/shop.cdx.json");
    assertThat(claimed.object("evidence").toString()).contains("claimed, not seen: CycloneDX 1.6");
    assertThat(gaps(bill)).isEmpty();
  }

  private Descriptor image(OciLayoutMaker maker) throws IOException {
    MadeImage made =
        maker.add(
            ImageMaker.linux()
                .layer(
                    LayerSpec.of(tar ->
                        tar.file(
                            "app/node_modules/rope/package.json",
                            "{\"name\":\"rope\",\"version\":\"1.0\"}"))));
    return made.manifest();
  }

  private static Descriptor artefact(
      OciLayoutMaker maker,
      String type,
      String text,
      @org.jspecify.annotations.Nullable Descriptor subject)
      throws IOException {
    Descriptor config = maker.addDocument("application/vnd.oci.empty.v1+json", "{}");
    Descriptor content = maker.addDocument(type, text);
    String named =
        subject == null
            ? ""
            : ",\"subject\":{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%s}"
                .formatted(subject.mediaType(), subject.digest(), subject.size());
    return maker.addDocument(
        MANIFEST,
        """
        {"schemaVersion":2,"mediaType":"%s","artifactType":"%s",\
        "config":{"mediaType":"%s","digest":"%s","size":%s},\
        "layers":[{"mediaType":"%s","digest":"%s","size":%s}]%s}\
        """
            .formatted(
                MANIFEST,
                type,
                config.mediaType(),
                config.digest(),
                config.size(),
                type,
                content.digest(),
                content.size(),
                named));
  }

  private static String statement(String digest, String predicateType, String predicate) {
    return """
    {"_type":"https://in-toto.io/Statement/v0.1","predicateType":"%s",\
    "subject":[{"name":"cart","digest":{"sha256":"%s"}}],"predicate":%s}\
    """
        .formatted(predicateType, digest.substring("sha256:".length()), predicate);
  }

  private static String bom(String... purls) {
    StringBuilder components = new StringBuilder();
    for (String purl : purls) {
      components.append(components.isEmpty() ? "" : ",");
      components.append("{\"type\":\"library\",\"name\":\"x\",\"purl\":\"%s\"}".formatted(purl));
    }
    return "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.6\",\"components\":[%s]}"
        .formatted(components);
  }

  private JsonObject bill(String... options) {
    String[] arguments = new String[options.length + 5];
    System.arraycopy(options, 0, arguments, 5, options.length);
    System.arraycopy(
        new String[] {
          "scan",
          "--quiet",
          "--output",
          "cyclonedx",
          "oci-layout:" + layout + ":registry.example/shop/cart:1.8"
        },
        0,
        arguments,
        0,
        5);
    Outcome outcome = new Terminal(home).run(arguments);
    assertThat(outcome.exitCode()).as(outcome.transcript()).isEqualTo(1);
    return new JsonReader(Limits.defaults())
        .readObject(outcome.out().getBytes(StandardCharsets.UTF_8), "the bill of materials");
  }

  private static List<String> purls(JsonObject bill) {
    return bill.objects("components").stream().map(component -> component.text("purl")).toList();
  }

  private static List<String> gaps(JsonObject bill) {
    return bill.object("metadata").objects("properties").stream()
        .filter(property -> property.text("name").equals("seaworthy:gap"))
        .map(property -> property.text("value").substring(0, "SW-IMAGE-0111".length()))
        .map(code -> code.startsWith("SW-INVENTORY") ? "SW-INVENTORY-0133" : code)
        .toList();
  }
}
