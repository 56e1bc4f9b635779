package dev.seaworthy.inventory.sbom;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpdxLicencesTest {

  private final SpdxLicences licences = SpdxLicences.load();

  @ParameterizedTest
  @CsvSource({
    "mit, MIT",
    "GPL-2.0-only WITH classpath-exception-2.0, GPL-2.0-only WITH Classpath-exception-2.0",
    "(MIT OR Apache-2.0) and Zlib, (MIT OR Apache-2.0) AND Zlib",
    "Apache-2.0+, Apache-2.0+",
    "LicenseRef-Public-Domain AND MIT, LicenseRef-Public-Domain AND MIT",
    "BSD-2-Clause AND(MIT), BSD-2-Clause AND (MIT)",
  })
  void writesExpressionsInCanonicalCase(String text, String expression) {
    assertThat(licences.expression(text)).contains(expression);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "GPL",
        "MIT AND",
        "AND",
        "(MIT",
        "MIT)",
        "MIT Apache-2.0",
        "MIT WITH",
        "MIT WITH MIT",
        "custom:public",
        "MIT, BSD",
        "See LICENSE",
        "WITH Classpath-exception-2.0"
      })
  void tellsFreeTextFromExpressions(String text) {
    assertThat(licences.expression(text)).isEmpty();
  }

  @Test
  void refusesExpressionsThatNestTooDeep() {
    assertThat(licences.expression("(".repeat(500) + "MIT" + ")".repeat(500))).isEmpty();
  }

  @Test
  void knowsNoExceptionAsALicence() {
    assertThat(licences.identifier("Classpath-exception-2.0")).isEmpty();
  }
}
