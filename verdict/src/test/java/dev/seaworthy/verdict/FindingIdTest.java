package dev.seaworthy.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.advisory.AdvisoryId;
import org.junit.jupiter.api.Test;

/// The expected ids were computed apart from this code, by Python's json and hashlib from the
/// recipe in the type's documentation.
class FindingIdTest {

  private static final AssetClass CART = new AssetClass("", "registry.example/shop/cart:1.8");

  @Test
  void ofALibraryIsTheHashOfItsCanonicalMembers() {
    ComponentClass component =
        new ComponentClass(
            "pkg:maven/org.apache.logging.log4j/log4j-core",
            "/app/shop.war!/WEB-INF/lib/log#j-core-#.jar");
    assertThat(FindingId.ofVulnerability(CART, component, new AdvisoryId("CVE-2021-44228")))
        .hasToString("swf1-7dc799af8525c3db57123d86342e05fa");
  }

  @Test
  void ofASystemPackageCarriesTheBoundary() {
    AssetClass inBoundary = new AssetClass("shop-prod", "registry.example/shop/cart:1.8");
    ComponentClass component = new ComponentClass("pkg:deb/debian/openssl", ComponentClass.SYSTEM);
    assertThat(FindingId.ofVulnerability(inBoundary, component, new AdvisoryId("CVE-2026-34182")))
        .hasToString("swf1-5fc8bf5639d159f7a46ea9c5f0e0dfab");
  }

  @Test
  void ofAGapForgetsTheNumbersInItsPath() {
    AssetClass root = new AssetClass("", "dir:/");
    assertThat(FindingId.ofGap(root, "SW-INVENTORY-0106", "/opt/tool-1.2/data.jar"))
        .hasToString("swf1-62ef2b7f8410c42ee39d5cc46a085631")
        .isEqualTo(FindingId.ofGap(root, "SW-INVENTORY-0106", "/opt/tool-1.3/data.jar"));
  }

  @Test
  void ofAConditionNamesItsSubject() {
    assertThat(
            FindingId.ofCondition(
                new AssetClass("", "dir:/"), Condition.UNCOVERED_DISTRIBUTION, "Debian:12"))
        .hasToString("swf1-f9cddec56b40600991577281284170fa");
  }
}
