package dev.seaworthy.inspection.hardening;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.seaworthy.testkit.RepositoryRoot;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The schemas accept what the readers accept, and refuse what they refuse.
class SchemasTest {

  private static final String DIGEST = "sha256:" + "a".repeat(64);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "seaworthy-1",
        "cis-docker-l1-1",
        "cis-docker-l2-1",
        "disa-container-1",
        "mlps-level-1-1",
        "mlps-level-2-1",
        "mlps-level-3-1",
        "mlps-level-4-1"
      })
  void theProfilesFitTheirSchema(String name) throws IOException {
    try (InputStream in = Profiles.class.getResourceAsStream(name + ".json")) {
      assertThat(in).isNotNull();
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(faults("profile", text)).isEmpty();
      assertThat(faults("profile", text.replaceFirst("hardening\\.", ""))).isNotEmpty();
    }
  }

  @Test
  void aTailoringFits() throws IOException {
    String change =
        """
        {"check": "hardening.setuid", "action": "%s", %s "by": "a", "on": "2026-01-01",
         "reason": "b"}\
        """;
    String document =
        "{\"id\": \"x\", \"version\": 1, \"profile\": \"seaworthy.hardening@1\", \"changes\": [%s]}";
    for (String good :
        List.of(
            change.formatted("drop", ""),
            change.formatted("add", ""),
            change.formatted("rate", "\"rating\": \"high\","),
            change.formatted("set", "\"parameters\": {\"allowed\": [\"/x\"]},"))) {
      assertThat(faults("tailoring", document.formatted(good))).as(good).isEmpty();
      assertThat(faults("tailoring", document.formatted(good.replace("\"by\": \"a\",", ""))))
          .isNotEmpty();
      assertThat(faults("tailoring", document.formatted(good.replace("\"b\"", "\" \""))))
          .isNotEmpty();
    }
    for (String bad :
        List.of(
            change.formatted("rate", ""),
            change.formatted("set", ""),
            change.formatted("drop", "\"rating\": \"high\","),
            change.formatted("rate", "\"rating\": \"none\","))) {
      assertThat(faults("tailoring", document.formatted(bad))).as(bad).isNotEmpty();
    }
  }

  @Test
  void purposesFit() throws IOException {
    String document =
        """
        {"purposes": [{%s "purpose": "x", "by": "a", "approver": "b", "on": "2026-01-01"}]}\
        """;
    assertThat(faults("purposes", document.formatted("\"path\": \"/x\","))).isEmpty();
    assertThat(faults("purposes", document.formatted("\"component\": \"x\","))).isEmpty();
    assertThat(faults("purposes", document.formatted(""))).isNotEmpty();
    assertThat(faults("purposes", document.formatted("\"path\": \"/x\", \"component\": \"x\",")))
        .isNotEmpty();
  }

  @Test
  void aBaselineRecordFits() throws IOException {
    String document =
        """
        {"id": "x", "distribution": "debian", "releases": ["12"], "profile": "seaworthy.hardening@1",
         "checklist": {"kind": "own", "id": "x", "version": "1", "digest": "%1$s"},
         "tailoring": {"reference": "shop.tailoring@1", "digest": "%1$s"},
         "validation": {"by": "a", "organisation": "b", "on": "2026-01-01", "evidence": "%1$s",
                        "expires": "2026-12-31"}}\
        """
            .formatted(DIGEST);
    assertThat(faults("baseline", document)).isEmpty();
    assertThat(faults("baseline", document.replace("own", "cis"))).isNotEmpty();
    assertThat(faults("baseline", document.replace("\"by\": \"a\",", ""))).isNotEmpty();
  }

  private static List<String> faults(String name, String json) throws IOException {
    String schema =
        Files.readString(
            RepositoryRoot.find()
                .resolve("docs/schema/1.0/hardening-%s.schema.json".formatted(name)));
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(schema, InputFormat.JSON)
        .validate(json, InputFormat.JSON)
        .stream()
        .map(Object::toString)
        .toList();
  }
}
