package dev.seaworthy.inventory.nix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.base.Limits;
import dev.seaworthy.base.Location;
import dev.seaworthy.inventory.Cataloger;
import dev.seaworthy.inventory.CatalogerContract;
import dev.seaworthy.inventory.Component;
import dev.seaworthy.inventory.Evidence;
import dev.seaworthy.inventory.Inventory;
import dev.seaworthy.inventory.InventoryFact.Owns;
import dev.seaworthy.inventory.LayeredFacts;
import dev.seaworthy.inventory.RecordingSink;
import dev.seaworthy.inventory.assembly.Inventories;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NixCatalogerTest extends CatalogerContract {

  private static final String HASH = "0123456789abcdfghijklmnpqrsvwxyz";
  private static final String OPENSSL = "/nix/store/" + HASH + "-openssl-3.0.9-legacy";
  private static final String PATH = "/nix/store/" + HASH + "-openssl-3.0.9-legacy.drv";
  private static final String DERIVATION =
      """
      Derive([("out","%s","","")],[("/nix/store/x.drv",["out"])],["/nix/store/builder.sh"],\
      "x86_64-linux","/bin/sh",["-e","a \\"quoted\\" word\\n"],\
      [("name","openssl-3.0.9-legacy"),("pname","openssl-legacy"),("version","3.0.9")])\
      """
          .formatted(OPENSSL);

  @Override
  protected Cataloger cataloger() {
    return new NixCataloger();
  }

  @Override
  protected List<Sample> wholeFiles() {
    return List.of(Sample.of(PATH, DERIVATION));
  }

  @Override
  protected Sample partlyBroken() {
    return Sample.of(PATH, DERIVATION.substring(0, 100));
  }

  @Override
  protected void keepsWhatItCanReadAndNamesTheRestAsAGap() {
    // One recipe: half of it proves nothing about the other half.
    RecordingSink sink =
        RecordingSink.of(cataloger(), partlyBroken().path(), partlyBroken().content());
    assertThat(sink.facts()).isEmpty();
    assertThat(sink.gaps()).hasSize(1);
  }

  @Override
  protected List<String> notAskedFor() {
    return List.of("/nix/store/" + HASH + "-openssl-3.0.9/lib/libssl.so", "/srv/x.drv");
  }

  @Test
  void saysOfADerivationWhatItMakes() {
    assertThat(RecordingSink.of(cataloger(), PATH, wholeFiles().getFirst().content()).facts())
        .containsExactly(new Owns("nix", "openssl-legacy\n3.0.9", List.of(OPENSSL)));
  }

  @ParameterizedTest
  @CsvSource({
    "hello-2.12.1, hello 2.12.1",
    "openssl-3.0.9-bin, openssl 3.0.9",
    "glibc-2.37-8, glibc 2.37-8",
    "python3.10-requests-2.28.1, python3.10-requests 2.28.1",
    "foo-unstable-2023-01-02, foo-unstable 2023-01-02",
    "linux-6.1.31-modules, linux 6.1.31-modules",
    "nixos-system, ",
    "stdenv-linux, "
  })
  void splitsNamesAsNixDoes(String name, String release) {
    Inventory inventory = assemble(image().file("/nix/store/" + HASH + "-" + name + "/bin/x", "x"));

    assertThat(inventory.components().stream().map(c -> c.name() + " " + c.version()).toList())
        .isEqualTo(release == null ? List.of() : List.of(release));
  }

  @Test
  void believesTheDerivationAboutItsOutputsAndJoinsThem() {
    String other = "/nix/store/" + HASH.replace('0', '1') + "-openssl-legacy-3.0.9-dev";
    Inventory inventory =
        assemble(
            image()
                .file(PATH, DERIVATION)
                .file(OPENSSL + "/lib/libssl.so", "x")
                .layer()
                .file(other + "/include/ssl.h", "x"));

    assertThat(inventory.components())
        .singleElement()
        .satisfies(component -> {
          assertThat(component.purl()).isEqualTo("pkg:nix/openssl-legacy@3.0.9");
          assertThat(component.evidence())
              .extracting(Evidence::location)
              .containsExactly(new Location(OPENSSL, 0), new Location(other, 1));
          assertThat(component.evidence())
              .extracting(Evidence::method)
              .containsExactly("Nix derivation", "Nix store path");
        });
    assertThat(inventory.gaps()).isEmpty();
  }

  @Test
  void aDerivationAloneInstallsNothingAndASingleFileIsNoPackage() {
    Inventory inventory =
        assemble(
            image()
                .file(PATH, DERIVATION)
                .file("/nix/store/" + HASH + "-fetch-1.0.patch", "x")
                .file("/nix/store/not-a-store-path-1.0/x", "x"));

    assertThat(inventory.components()).extracting(Component::purl).isEmpty();
  }

  private static LayeredFacts image() {
    return LayeredFacts.by(List.of(new NixCataloger())).layer();
  }

  private static Inventory assemble(LayeredFacts layers) {
    return Inventories.assemble(layers.facts(), Limits.defaults());
  }
}
