package dev.seaworthy.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What of the chart can be judged without Helm.
class ChartTest {
  private static final Pattern VALUE =
      Pattern.compile("(?:\\.Values|\\$values)((?:\\.[a-zA-Z]+)+)");
  private static final String IMAGE = "image: {repository: registry.example/seaworthy}\n";

  static List<Path> installations() throws IOException {
    return Chart.installations();
  }

  @ParameterizedTest
  @MethodSource("installations")
  void valuesOfInstallationsFitTheSchema(Path values) throws IOException {
    assertThat(Chart.faults(Files.readString(values))).isEmpty();
  }

  @Test
  void anImageHasToBeNamedAndNothingElse() throws IOException {
    assertThat(Chart.faults("{}"))
        .isNotEmpty()
        .allMatch(fault -> fault.startsWith("/image/repository"));
    assertThat(Chart.faults(IMAGE)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "database: {password: hunter2}",
        "database: {url: 'postgresql://seaworthy:hunter2@db/seaworthy'}",
        "signing: {key: '-----BEGIN PRIVATE KEY-----'}",
        "signing: {reference: /etc/key.pem}",
        "environment: {VAULT_TOKEN: hunter2}",
        "database: {existingSecret: 'Upper Case'}",
        "audit: {retentionDays: 183}",
        "platform: {replicas: 0}",
        "platform: {replicas: three}",
        "seccompProfile: {type: Unconfined}",
        "seccompProfile: {type: Localhost}",
        "securityContext: {privileged: true}",
        "runAsUser: 0",
        "split: 'yes'",
        "services: {console: {port: 70000}}",
        "extraOptions: [up]",
        "terminationGracePeriodSeconds: 30",
        "image: {repository: ''}",
        "image: {digest: 'sha256:12'}",
        "replicaCount: 3"
      })
  void otherValuesAreRefused(String values) throws IOException {
    assertThat(Chart.faults(IMAGE + values + "\n")).isNotEmpty();
  }

  /// A template that reads what nobody can give, or a value that no template reads, is a typing
  /// mistake that Helm does not tell.
  @Test
  void templatesReadTheValuesThatThereAre() throws IOException {
    JsonNode values = Chart.yaml(Chart.text("values.yaml"));
    Set<String> read = new TreeSet<>();
    for (Path template : Chart.templates()) {
      Matcher names = VALUE.matcher(Files.readString(template));
      while (names.find()) {
        String pointer = names.group(1).replace('.', '/');
        assertThat(values.at(pointer).isMissingNode())
            .as("%s reads %s", template.getFileName(), pointer)
            .isFalse();
        read.add(pointer.split("/", -1)[1]);
      }
    }
    // Of these a template takes one by the component's name.
    read.addAll(List.of("platform", "worker"));
    assertThat(read).containsExactlyInAnyOrderElementsOf(names(values));
  }

  /// So that a misspelt value is refused and a known one can be looked up.
  @Test
  void theSchemaKnowsEachValue() throws IOException {
    JsonNode values = Chart.yaml(Chart.text("values.yaml"));
    JsonNode schema = Chart.yaml(Chart.text("values.schema.json"));
    assertThat(schema.path("additionalProperties").asBoolean(true)).isFalse();
    Set<String> known = names(schema.path("properties"));
    known.remove("global");
    assertThat(known).isEqualTo(names(values));
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void theChartIsOfThisVersion() throws IOException {
    Matcher version =
        Pattern.compile("<version>([0-9.]+)(?:-SNAPSHOT)?</version>")
            .matcher(Files.readString(Path.of("pom.xml")));
    assertThat(version.find()).isTrue();
    JsonNode chart = Chart.yaml(Chart.text("Chart.yaml"));
    assertThat(chart.path("version").asText()).isEqualTo(version.group(1));
    assertThat(chart.path("appVersion").asText()).isEqualTo(version.group(1));
  }
}
