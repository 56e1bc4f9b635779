package dev.seaworthy.inventory.opkg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.inventory.Cataloger;
import dev.seaworthy.inventory.CatalogerContract;
import dev.seaworthy.inventory.InventoryFact.Owns;
import dev.seaworthy.inventory.RecordingSink;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpkgCatalogerTest extends CatalogerContract {

  private static final String STATUS_PATH = "/usr/lib/opkg/status";
  private static final String STATUS =
      """
      Package: dropbear
      Version: 2022.82-2
      Depends: libc, ca-certs
      Status: install ok installed
      Architecture: x86_64
      Installed-Time: 1665595021

      Package: removed
      Version: 1
      Status: deinstall ok not-installed
      Architecture: x86_64

      """;
  private static final String LIST_PATH = "/usr/lib/opkg/info/dropbear.list";
  private static final String LIST = "/usr/sbin/dropbear\n/etc/init.d/dropbear\t0100755\n";

  @Override
  protected Cataloger cataloger() {
    return new OpkgCataloger();
  }

  @Override
  protected List<Sample> wholeFiles() {
    return List.of(Sample.of(STATUS_PATH, STATUS), Sample.of(LIST_PATH, LIST));
  }

  @Override
  protected Sample partlyBroken() {
    return Sample.of(STATUS_PATH, STATUS + "Package: half\nStatus: install ok installed\n");
  }

  @Override
  protected List<String> notAskedFor() {
    return List.of("/usr/lib/opkg/lists/base", "/etc/opkg.conf");
  }

  @Test
  void listsOnlyWhatIsInstalled() {
    RecordingSink sink =
        RecordingSink.of(cataloger(), STATUS_PATH, STATUS.getBytes(StandardCharsets.UTF_8));

    assertThat(sink.releases()).containsExactly("dropbear 2022.82-2");
    assertThat(sink.component("dropbear").depends()).containsExactly("libc", "ca-certs");
  }

  @Test
  void leavesTheModeOutOfOwnedPaths() {
    RecordingSink sink =
        RecordingSink.of(cataloger(), LIST_PATH, LIST.getBytes(StandardCharsets.UTF_8));

    assertThat(sink.facts())
        .containsExactly(
            new Owns("opkg", "dropbear", List.of("/usr/sbin/dropbear", "/etc/init.d/dropbear")));
  }
}
