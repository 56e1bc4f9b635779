package dev.seaworthy.inventory.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.base.Gap;
import dev.seaworthy.base.Limit;
import dev.seaworthy.base.Limits;
import dev.seaworthy.base.Location;
import dev.seaworthy.image.ImageFacts;
import dev.seaworthy.inventory.Cataloger;
import dev.seaworthy.inventory.CatalogerContract;
import dev.seaworthy.inventory.Component;
import dev.seaworthy.inventory.Evidence;
import dev.seaworthy.inventory.Inventory;
import dev.seaworthy.inventory.InventoryError;
import dev.seaworthy.inventory.InventoryFact.Claimed;
import dev.seaworthy.inventory.LayeredFacts;
import dev.seaworthy.inventory.RecordingSink;
import dev.seaworthy.inventory.archive.ZipMaker;
import dev.seaworthy.inventory.assembly.Inventories;
import dev.seaworthy.inventory.catalog.BuiltInCatalogers;
import dev.seaworthy.inventory.sbomin.ClaimedAdditions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SbomFileCatalogerTest extends CatalogerContract {

  private static final String BITNAMI = "/opt/bitnami/redis/.spdx-redis.spdx";
  private static final String OS = "ID=wolfi\nVERSION_ID=20230201\n";

  @Override
  protected Cataloger cataloger() {
    return new SbomFileCataloger();
  }

  @Override
  protected List<Sample> wholeFiles() {
    return List.of(
        Sample.of(BITNAMI, Boms.bitnami("redis", "7.2.4-3")),
        Sample.of("/srv/app/bom.json", Boms.cycloneDx("pkg:npm/rope@1.0")),
        Sample.of("/srv/x-1.0.dist-info/sboms/auditwheel.cdx.json", Boms.cycloneDx("pkg:npm/a@1")),
        Sample.of("/usr/share/sbom/anything.json", Boms.cycloneDx("pkg:npm/rope@1.0")));
  }

  @Override
  protected Sample partlyBroken() {
    return Sample.of("/srv/app.cdx.json", Boms.cycloneDx("pkg:npm/rope@1.0", "no purl"));
  }

  @Override
  protected List<String> notAskedFor() {
    return List.of("/srv/app/package.json", "/srv/cdx.json.txt", "/srv/my-bom.json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/srv/app/sbom.cdx.json",
        "/srv/app/.spdx-app.spdx",
        "/srv/app.spdx.json",
        "/srv/x.cyclonedx.json"
      })
  void aFileThatHasTheNameAndCanNotBeReadIsAGap(String path) {
    assertThat(RecordingSink.of(cataloger(), path, "not one".getBytes(UTF_8)).gapCodes())
        .containsExactly(InventoryError.EMBEDDED_SBOM_UNREADABLE);
  }

  @Test
  void passesOverWhatOnlyHasANameThatOneMayHave() {
    for (String path : List.of("/srv/bom.json", "/usr/share/sbom/README", "/srv/LICENSE.spdx")) {
      RecordingSink sink =
          RecordingSink.of(cataloger(), path, "{\"materials\":[\"rope\"]}".getBytes(UTF_8));
      assertThat(sink.gaps()).as(path).isEmpty();
      assertThat(sink.facts()).as(path).isEmpty();
    }
  }

  @Test
  void aDamagedDocumentIsAGapUnderAnyName() {
    String text = Boms.cycloneDx("pkg:npm/rope@1.0");
    RecordingSink sink =
        RecordingSink.of(
            cataloger(), "/srv/bom.json", text.substring(0, text.length() - 4).getBytes(UTF_8));

    assertThat(sink.gapCodes()).containsExactly(InventoryError.EMBEDDED_SBOM_UNREADABLE);
  }

  @Test
  void aDocumentBeyondTheLimitIsAGap() {
    byte[] text = Boms.cycloneDx("pkg:npm/rope@1.0").getBytes(UTF_8);
    RecordingSink sink =
        RecordingSink.of(
            cataloger(), "/bom.json", text, Limits.defaults().with(Limit.SBOM_BYTES, 20));

    assertThat(sink.gapCodes()).containsExactly(InventoryError.SBOM_LIMIT);
  }

  @Test
  void addsWhatWasNotSeenAndListsNothingTwice() {
    Inventory inventory =
        inventory(
            image()
                .file(
                    "/srv/node_modules/rope/package.json",
                    "{\"name\":\"rope\",\"version\":\"1.0\"}")
                .file(
                    "/srv/app.cdx.json",
                    Boms.cycloneDx(
                        "pkg:npm/rope@1.0?vcs_url=x", "pkg:npm/rope@1.1", "pkg:npm/anchor@2.0"))
                .file("/usr/share/sbom/again.json", Boms.cycloneDx("pkg:npm/anchor@2.0"))
                .file(BITNAMI, Boms.bitnami("redis", "7.2.4-3")));

    assertThat(inventory.components())
        .extracting(Component::purl)
        .containsExactly(
            "pkg:bitnami/redis@7.2.4-3?arch=amd64&distro=debian-12",
            "pkg:npm/anchor@2.0",
            "pkg:npm/rope@1.0",
            "pkg:npm/rope@1.1");
    assertThat(inventory.gaps()).isEmpty();
    Component redis = inventory.components().getFirst();
    assertThat(redis.properties()).containsEntry(ClaimedAdditions.CLAIMED_BY, BITNAMI);
    assertThat(redis.evidence())
        .singleElement()
        .satisfies(evidence -> {
          assertThat(evidence.location()).isEqualTo(new Location(BITNAMI, 0));
          assertThat(evidence.method()).startsWith("claimed, not seen: SPDX 2.3 JSON");
        });
    Component seen = inventory.components().get(2);
    assertThat(seen.properties()).doesNotContainKey(ClaimedAdditions.CLAIMED_BY);
    assertThat(seen.evidence())
        .extracting(Evidence::method)
        .noneMatch(method -> method.startsWith("claimed"));
  }

  @Test
  void takesPackagesOfTheImagesOwnDistributionOnly() {
    Inventory inventory =
        inventory(
            image()
                .file("/etc/os-release", OS)
                .file("/lib/apk/db/installed", "P:rope\nV:1.0-r0\nA:x86_64\n\n")
                .file(
                    "/var/lib/db/sbom/rope-1.0-r0.spdx.json",
                    Boms.cycloneDx(
                        "pkg:apk/wolfi/rope@1.0-r0?arch=x86_64",
                        "pkg:apk/wolfi/knot@2.0-r0",
                        "pkg:apk/alpine/sail@3.0-r0?distro=alpine-3.19")));

    assertThat(inventory.components()).extracting(Component::name).containsExactly("knot", "rope");
    assertThat(inventory.gaps())
        .extracting(Gap::code)
        .contains(InventoryError.SBOM_OTHER_DISTRIBUTION.id());
  }

  /// The first document names no distribution, so its claim counts for nothing; the second's does.
  @Test
  void aClaimThatDoesNotCountKeepsNoOtherOut() {
    Inventory inventory =
        inventory(
            image()
                .file("/etc/os-release", OS)
                .file("/lib/apk/db/installed", "P:rope\nV:1.0-r0\nA:x86_64\n\n")
                .file(
                    "/a.cdx.json", Boms.cycloneDx("pkg:apk/alpine/knot@2.0-r0?distro=alpine-3.19"))
                .file("/b.cdx.json", Boms.cycloneDx("pkg:apk/wolfi/knot@2.0-r0?distro=wolfi")));

    assertThat(inventory.components()).extracting(Component::name).containsExactly("knot", "rope");
    assertThat(inventory.components().getFirst().properties())
        .containsEntry(ClaimedAdditions.CLAIMED_BY, "/b.cdx.json");
  }

  @Test
  void whatADocumentOfOursSaysThatItLacksIsAGapHereToo() {
    RecordingSink sink =
        RecordingSink.of(
            cataloger(),
            "/a.cdx.json",
            """
            {"bomFormat":"CycloneDX","specVersion":"1.6","metadata":{"properties":[
              {"name":"seaworthy:gap","value":"SW-IMAGE-0103 /layer (layer 2): it isn't there"}]}}
            """
                .getBytes(UTF_8));

    assertThat(sink.gapCodes()).contains(InventoryError.EMBEDDED_SBOM_INCOMPLETE);
  }

  @Test
  void readsWhatABuildToolPutIntoAJavaArchive() {
    byte[] archive =
        ZipMaker.zip()
            .with("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\n")
            .with(
                "META-INF/sbom/application.cdx.json",
                Boms.cycloneDx("pkg:maven/org.example/shop@1.0", "pkg:maven/g/guessed@2.0"))
            .stored(
                "BOOT-INF/lib/guessed-2.0.jar",
                ZipMaker.zip()
                    .with("META-INF/MANIFEST.MF", "Implementation-Version: 2.0\n")
                    .with("org/other/A.class", "")
                    .bytes())
            .bytes();
    Inventory inventory = inventory(image().file("/srv/shop.jar", archive));

    // The group of the inner archive was concluded from its packages: it is the one claimed.
    assertThat(inventory.components())
        .extracting(Component::purl)
        .containsExactly("pkg:maven/org.example/shop@1.0", "pkg:maven/org.other/guessed@2.0");
    assertThat(inventory.components().getFirst().evidence().getFirst().location().path())
        .isEqualTo("/srv/shop.jar!/META-INF/sbom/application.cdx.json");
  }

  @Test
  void forgetsADocumentThatALaterLayerRemoved() {
    ImageFacts facts =
        image().file(BITNAMI, Boms.bitnami("redis", "7.2.4-3")).layer().whiteout(BITNAMI).facts();

    assertThat(facts.layers().getFirst().facts()).anyMatch(fact -> fact.fact() instanceof Claimed);
    assertThat(inventory(facts).components()).isEmpty();
  }

  private static LayeredFacts image() {
    return LayeredFacts.by(BuiltInCatalogers.all()).layer();
  }

  private static Inventory inventory(LayeredFacts layers) {
    return inventory(layers.facts());
  }

  private static Inventory inventory(ImageFacts facts) {
    ClaimedAdditions additions =
        new ClaimedAdditions(Inventories.assemble(facts, Limits.defaults()));
    additions.addEmbedded(facts, Limits.defaults());
    return additions.inventory(List.of());
  }
}
