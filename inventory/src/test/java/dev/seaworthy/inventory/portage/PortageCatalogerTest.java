package dev.seaworthy.inventory.portage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.inventory.Cataloger;
import dev.seaworthy.inventory.CatalogerContract;
import dev.seaworthy.inventory.Component;
import dev.seaworthy.inventory.InventoryFact.Licensed;
import dev.seaworthy.inventory.RecordingSink;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class PortageCatalogerTest extends CatalogerContract {

  private static final String FOLDER = "/var/db/pkg/dev-libs/openssl-1.1.1q_p2-r1/";
  private static final String CONTENTS =
      """
      dir /usr
      obj /usr/bin/openssl 0123456789abcdef0123456789abcdef 1660000000
      obj /usr/share/doc/with space 0123456789abcdef0123456789abcdef 1660000000
      sym /usr/lib64/libssl.so -> libssl.so.1.1 1660000000
      """;

  @Override
  protected Cataloger cataloger() {
    return new PortageCataloger();
  }

  @Override
  protected List<Sample> wholeFiles() {
    return List.of(
        Sample.of(FOLDER + "CONTENTS", CONTENTS), Sample.of(FOLDER + "LICENSE", "openssl\n"));
  }

  @Override
  protected Sample partlyBroken() {
    return Sample.of("/var/db/pkg/dev-libs/openssl/CONTENTS", CONTENTS);
  }

  @Override
  protected void keepsWhatItCanReadAndNamesTheRestAsAGap() {
    // The identity is the folder's name: a folder of another form has none.
    RecordingSink sink =
        RecordingSink.of(cataloger(), partlyBroken().path(), partlyBroken().content());
    assertThat(sink.gaps()).hasSize(1);
  }

  @Override
  protected List<String> notAskedFor() {
    return List.of("/var/db/repos/gentoo/dev-libs/openssl/Manifest");
  }

  @Test
  void readsNameAndVersionFromTheFolderAndFilesFromContents() {
    Component component =
        RecordingSink.of(
                cataloger(), FOLDER + "CONTENTS", CONTENTS.getBytes(StandardCharsets.UTF_8))
            .component("dev-libs/openssl");

    assertThat(component.purl()).isEqualTo("pkg:ebuild/dev-libs/openssl@1.1.1q_p2-r1");
    assertThat(component.ownedFiles())
        .containsExactly("/usr/bin/openssl", "/usr/lib64/libssl.so", "/usr/share/doc/with space");
  }

  @Test
  void tellsLicencesOfThePackage() {
    RecordingSink sink =
        RecordingSink.of(
            cataloger(),
            FOLDER + "LICENSE",
            "|| ( Apache-2.0 openssl )".getBytes(StandardCharsets.UTF_8));

    assertThat(sink.facts())
        .containsExactly(
            new Licensed("ebuild", "dev-libs/openssl", List.of("Apache-2.0", "openssl")));
  }

  @Test
  void tellsNamesWithDigitsFromVersions() {
    RecordingSink sink =
        RecordingSink.of(
            cataloger(),
            "/var/db/pkg/media-libs/font-2d-3.0/CONTENTS",
            CONTENTS.getBytes(StandardCharsets.UTF_8));

    assertThat(sink.releases()).containsExactly("media-libs/font-2d 3.0");
  }
}
