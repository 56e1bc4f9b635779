package dev.seaworthy.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seaworthy.testkit.Command;
import dev.seaworthy.testkit.Gates;
import dev.seaworthy.testkit.Need;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The chart as Helm renders it.
class ChartIT {
  /// The oldest Kubernetes that the chart is for.
  private static final String KUBERNETES = "1.30";

  @TempDir private static Path temporary;
  private static Unpacked archive;

  @BeforeAll
  static void unpack() throws IOException {
    archive = Unpacked.into(Files.createDirectory(temporary.resolve("archive")));
  }

  private static Command helm(Path program, String... words) {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(words));
    Path home = temporary.resolve("helm");
    return Command.of(command)
        .with("HELM_CACHE_HOME", home.resolve("cache").toString())
        .with("HELM_CONFIG_HOME", home.resolve("config").toString())
        .with("HELM_DATA_HOME", home.resolve("data").toString());
  }

  private static Command template(Path program, Path values, String... more) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "template",
                "gate",
                Chart.FOLDER.toString(),
                "--namespace=security",
                "--kube-version=" + KUBERNETES,
                "--values=" + values));
    words.addAll(List.of(more));
    return helm(program, words.toArray(String[]::new));
  }

  @Test
  void helmFindsNothingToSay() throws Exception {
    Gates.run(
        "helm lint",
        Gates.tool("helm"),
        helm -> {
          for (Path values : Chart.installations()) {
            Command.Result result =
                helm(helm, "lint", "--strict", Chart.FOLDER.toString(), "--values=" + values).run();
            assertThat(result.exit()).as(result.out()).isZero();
          }
          return Chart.installations().size();
        });
  }

  @Test
  void kubernetesTakesWhatIsRendered() throws Exception {
    Need helm = Gates.tool("helm");
    Need validate = Gates.tool("kubectl-validate");
    Gates.run(
        "kubernetes schemas",
        List.of(helm, validate),
        () -> {
          long judged = 0;
          for (Path values : Chart.installations()) {
            String rendered = template(helm.path(), values).text();
            Command.Result result = validated(validate.path(), rendered);
            assertThat(result.exit()).as("%s: %s", values, result.err() + result.out()).isZero();
            judged += Chart.documents(rendered).size();
          }
          // That it refuses what is wrong is what makes its silence worth something.
          String rendered = template(helm.path(), Chart.installation("replicas")).text();
          for (String right : List.of("replicas: 3", "drop: [ALL]", "policyTypes: [Ingress")) {
            assertThat(rendered).contains(right);
            String wrong = rendered.replace(right, right.replaceFirst("([a-z]+):", "$1s:"));
            assertThat(validated(validate.path(), wrong).exit()).as(right).isNotZero();
          }
          return judged + 3;
        });
  }

  private static Command.Result validated(Path validate, String rendered) throws IOException {
    Path file = Files.createTempDirectory(temporary, "rendered").resolve("all.yaml");
    Files.writeString(file, rendered);
    return Command.of(validate.toString(), "--version=" + KUBERNETES, file.toString()).run();
  }

  @Test
  void everyPodIsHardenedAndWhole() throws Exception {
    Gates.run(
        "rendered pods",
        Gates.tool("helm"),
        helm -> {
          long pods = 0;
          for (Path values : Chart.installations()) {
            List<JsonNode> documents = Chart.documents(template(helm, values).text());
            assertThat(documents).noneMatch(each -> RenderedPod.kind(each).equals("Secret"));
            for (RenderedPod pod : RenderedPod.of(documents)) {
              pod.isHardened();
              pod.mountsWhatItHas();
              pods++;
            }
            RenderedPod.leadsSomewhere(documents);
          }
          return pods;
        });
  }

  /// Nothing else knows whether `--audit-heads-to` is spelt so and what roles there are.
  @Test
  void theProgramUnderstandsHowPodsStartIt() throws Exception {
    Gates.run(
        "rendered options",
        Gates.tool("helm"),
        helm -> {
          long starts = 0;
          for (Path values : Chart.installations()) {
            for (RenderedPod pod : RenderedPod.of(Chart.documents(template(helm, values).text()))) {
              archive.understands(pod.words());
              starts++;
            }
          }
          return starts;
        });
  }

  @Test
  void rolesAreSplitOverPods() throws Exception {
    Gates.run(
        "rendered roles",
        Gates.tool("helm"),
        helm -> {
          assertThat(roles(helm, "standalone"))
              .containsExactly("1 of console,api,registry,worker,sequencer");
          assertThat(roles(helm, "replicas"))
              .containsExactly("3 of console,api,registry,worker,sequencer");
          assertThat(roles(helm, "split"))
              .containsExactly("2 of console,api,registry,sequencer", "5 of worker");
          return 3;
        });
  }

  private static List<String> roles(Path helm, String values) throws IOException {
    return Chart.documents(template(helm, Chart.installation(values)).text()).stream()
        .filter(each -> RenderedPod.kind(each).equals("Deployment"))
        .map(each ->
            each.at("/spec/replicas").asText()
                + " of "
                + StreamSupport.stream(
                        each.at("/spec/template/spec/containers/0/args").spliterator(), false)
                    .map(JsonNode::asText)
                    .filter(word -> word.startsWith("--roles="))
                    .findFirst()
                    .orElseThrow()
                    .substring("--roles=".length()))
        .toList();
  }

  @Test
  void whatCannotWorkIsRefusedWithWhatToDo() throws Exception {
    Gates.run(
        "rendered refusals",
        Gates.tool("helm"),
        helm -> {
          Map<String, List<String>> refusals =
              Map.of(
                  "database.existingSecret",
                  List.of("--set=platform.replicas=2"),
                  "one PostgreSQL",
                  List.of("--set=split=true"),
                  "tls.existingSecret",
                  List.of("--set=database.existingSecret=db"),
                  "signing.existingSecret or signing.reference",
                  List.of("--set=database.existingSecret=db", "--set=tls.existingSecret=tls"),
                  "give one",
                  List.of(
                      "--set=signing.existingSecret=key",
                      "--set=signing.reference=vault:https://v/t/k"),
                  "ReadWriteMany",
                  List.of(
                      "--set=database.existingSecret=db",
                      "--set=tls.existingSecret=tls",
                      "--set=signing.existingSecret=key",
                      "--set=split=true",
                      "--set=persistence.accessMode=ReadWriteOnce"),
                  "password",
                  List.of("--set=database.password=hunter2"));
          refusals.forEach((said, words) -> {
            Command.Result result =
                template(helm, Chart.installation("standalone"), words.toArray(String[]::new))
                    .run();
            assertThat(result.exit()).as(said).isNotZero();
            assertThat(result.err()).contains(said);
          });
          return refusals.size();
        });
  }
}
