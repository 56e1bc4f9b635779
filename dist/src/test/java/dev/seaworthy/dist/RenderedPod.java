package dev.seaworthy.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// A pod that a rendered document makes.
///
/// @param of the document's kind and name
/// @param labels those of the pod
/// @param spec the pod's specification
record RenderedPod(String of, JsonNode labels, JsonNode spec) {
  private static final Map<String, String> TEMPLATES =
      Map.of("Deployment", "/spec/template", "CronJob", "/spec/jobTemplate/spec/template");
  private static final Map<String, String> SELECTORS =
      Map.of(
          "Service", "/spec/selector",
          "Deployment", "/spec/selector/matchLabels",
          "PodDisruptionBudget", "/spec/selector/matchLabels",
          "NetworkPolicy", "/spec/podSelector/matchLabels");
  private static final Set<String> VOLUMES =
      Set.of("emptyDir", "persistentVolumeClaim", "secret", "configMap");

  static String kind(JsonNode document) {
    return document.path("kind").asText();
  }

  /// The pods of all documents that make some.
  static List<RenderedPod> of(List<JsonNode> documents) {
    List<RenderedPod> pods =
        documents.stream()
            .filter(each -> TEMPLATES.containsKey(kind(each)))
            .map(each -> {
              JsonNode template = each.at(TEMPLATES.get(kind(each)));
              return new RenderedPod(
                  kind(each) + " " + each.at("/metadata/name").asText(),
                  template.at("/metadata/labels"),
                  template.path("spec"));
            })
            .toList();
    assertThat(pods).isNotEmpty();
    return pods;
  }

  /// How its first container's program is called.
  List<String> words() {
    return texts(spec.at("/containers/0/args"))
        .map(word -> word.replace("$(SEAWORTHY_DATABASE)", "postgresql://db.example/seaworthy"))
        .map(word -> word.replace("$(SEAWORTHY_DATABASE_USER)", "seaworthy"))
        .toList();
  }

  /// The "restricted" profile of the Pod Security Standards, and more.
  void isHardened() {
    assertThat(spec.path("automountServiceAccountToken").asBoolean(true)).as(of).isFalse();
    assertThat(spec.at("/securityContext/runAsNonRoot").asBoolean()).as(of).isTrue();
    assertThat(spec.at("/securityContext/seccompProfile/type").asText())
        .as(of)
        .isIn("RuntimeDefault", "Localhost");
    for (String shared : List.of("hostNetwork", "hostPID", "hostIPC")) {
      assertThat(spec.path(shared).asBoolean()).as("%s %s", of, shared).isFalse();
    }
    assertThat(containers()).as(of).isNotEmpty();
    for (JsonNode container : containers()) {
      JsonNode security = container.path("securityContext");
      assertThat(security.path("allowPrivilegeEscalation").asBoolean(true)).as(of).isFalse();
      assertThat(security.path("readOnlyRootFilesystem").asBoolean()).as(of).isTrue();
      assertThat(security.path("capabilities").toString()).as(of).isEqualTo("{\"drop\":[\"ALL\"]}");
      assertThat(container.at("/resources/limits/memory").asText()).as(of).endsWith("i");
      for (JsonNode variable : container.path("env")) {
        boolean isPlain = variable.has("value");
        assertThat(isPlain && variable.path("name").asText().matches(".*(PASSWORD|TOKEN|SECRET).*"))
            .as("%s %s", of, variable)
            .isFalse();
      }
    }
  }

  /// Kubernetes' schemas leave open whether one name leads to another.
  void mountsWhatItHas() {
    Set<String> volumes = new HashSet<>();
    for (JsonNode volume : spec.path("volumes")) {
      assertThat(volumes.add(volume.path("name").asText())).as("%s %s", of, volume).isTrue();
      assertThat(VOLUMES).as("%s %s", of, volume).anyMatch(volume::has);
    }
    Set<String> mounted = new HashSet<>();
    for (JsonNode container : containers()) {
      for (JsonNode mount : container.path("volumeMounts")) {
        mounted.add(mount.path("name").asText());
      }
      Set<String> ports = ports(container);
      for (String probe : List.of("startupProbe", "readinessProbe", "livenessProbe")) {
        if (container.has(probe)) {
          assertThat(ports).contains(container.path(probe).at("/httpGet/port").asText());
        }
      }
    }
    assertThat(mounted).as(of).isEqualTo(volumes);
  }

  private List<JsonNode> containers() {
    List<JsonNode> all = new ArrayList<>();
    spec.path("initContainers").forEach(all::add);
    spec.path("containers").forEach(all::add);
    return all;
  }

  private static Set<String> ports(JsonNode container) {
    Set<String> names = new HashSet<>();
    container.path("ports").forEach(port -> names.add(port.path("name").asText()));
    return names;
  }

  /// Services, budgets and policies choose pods that there are, at ports that these have; pods use
  /// the account and the volume that there are.
  static void leadsSomewhere(List<JsonNode> documents) {
    List<RenderedPod> pods = of(documents);
    for (JsonNode document : documents) {
      String place = SELECTORS.get(kind(document));
      if (place == null) {
        continue;
      }
      JsonNode selector = document.at(place);
      assertThat(selector.isEmpty()).as(document.toString()).isFalse();
      List<RenderedPod> chosen = pods.stream().filter(pod -> pod.hasAll(selector)).toList();
      assertThat(chosen).as(document.toString()).isNotEmpty();
      for (JsonNode port : document.at("/spec/ports")) {
        assertThat(chosen)
            .as(document.toString())
            .anyMatch(pod ->
                ports(pod.spec.at("/containers/0")).contains(port.path("targetPort").asText()));
      }
    }
    Set<String> accounts = new HashSet<>();
    documents.stream()
        .filter(each -> kind(each).equals("ServiceAccount"))
        .forEach(each -> accounts.add(each.at("/metadata/name").asText()));
    assertThat(pods)
        .allMatch(pod -> accounts.contains(pod.spec.path("serviceAccountName").asText()));
  }

  private boolean hasAll(JsonNode selector) {
    return selector.properties().stream()
        .allMatch(each -> each.getValue().equals(labels.path(each.getKey())));
  }

  private static Stream<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText);
  }
}
