package dev.seaworthy.testkit.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Each schema must take a small right document and name what is wrong with a wrong one; otherwise
/// it would judge nothing.
class OfficialSchemaTest {
  private static final String CYCLONEDX =
      """
      {"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
       "serialNumber": "urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79",
       "metadata": {"timestamp": "2026-01-01T00:00:00Z"},
       "components": [{"type": "library", "name": "zlib", "version": "1.3",
         "licenses": [{"license": {"id": "Zlib"}}]}]}
      """;

  private static final String SPDX =
      """
      {"spdxVersion": "SPDX-2.3", "dataLicense": "CC0-1.0", "SPDXID": "SPDXRef-DOCUMENT",
       "name": "hold", "documentNamespace": "https://example.org/hold",
       "creationInfo": {"created": "2026-01-01T00:00:00Z", "creators": ["Tool: hand"]},
       "packages": [{"SPDXID": "SPDXRef-1", "name": "zlib", "downloadLocation": "NOASSERTION"}]}
      """;

  private static final String SARIF =
      """
      {"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "hand"}},
       "results": [{"message": {"text": "leak"}, "level": "error"}]}]}
      """;

  static Stream<Arguments> rightDocuments() {
    return Stream.of(
        Arguments.of(OfficialSchema.CYCLONEDX_1_6, CYCLONEDX),
        Arguments.of(OfficialSchema.SPDX_2_3, SPDX),
        Arguments.of(OfficialSchema.SARIF_2_1_0, SARIF));
  }

  static Stream<Arguments> wrongDocuments() {
    return Stream.of(
        Arguments.of(
            OfficialSchema.CYCLONEDX_1_6,
            CYCLONEDX.replace("\"Zlib\"", "\"No-Such-Licence\""),
            "/components/0/licenses/0/license/id"),
        Arguments.of(
            OfficialSchema.CYCLONEDX_1_6,
            CYCLONEDX.replace("2026-01-01T00:00:00Z", "yesterday"),
            "/metadata/timestamp"),
        Arguments.of(
            OfficialSchema.SPDX_2_3,
            SPDX.replace("\"downloadLocation\"", "\"where\""),
            "/packages/0"),
        Arguments.of(
            OfficialSchema.SARIF_2_1_0,
            SARIF.replace("\"error\"", "\"grave\""),
            "/runs/0/results/0/level"));
  }

  @ParameterizedTest
  @MethodSource("rightDocuments")
  void takesARightDocument(OfficialSchema schema, String document) {
    assertThat(schema.faults(document)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("wrongDocuments")
  void namesThePlaceOfAFault(OfficialSchema schema, String document, String place) {
    assertThat(schema.faults(document)).anyMatch(fault -> fault.startsWith(place + ":"));
  }
}
