package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.cli.Terminal.Outcome;
import dev.seaworthy.testkit.Command;
import dev.seaworthy.testkit.Gates;
import dev.seaworthy.testkit.RepositoryRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.codehaus.groovy.ast.CodeVisitorSupport;
import org.codehaus.groovy.ast.expr.ArgumentListExpression;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.control.CompilationUnit;
import org.codehaus.groovy.control.Phases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// The examples for pipelines: readable by what they are for, and every command line in them is one
/// that the program understands.
class ExamplesTest {

  private static final Path EXAMPLES = RepositoryRoot.find().resolve("examples");
  private static final Pattern COMMAND =
      Pattern.compile(
          "(?m)(?:^|[ '\"])seaworthy (certify|scan|db|verify)\\b((?:[^\\n']|\\\\\\n)*)");

  @TempDir Path home;

  @Test
  void everyCommandLineIsUnderstood() throws IOException {
    int commands = 0;
    for (Path file : files()) {
      for (List<String> words : commands(Files.readString(file))) {
        commands++;
        List<String> asked = new ArrayList<>(words);
        if (!words.getFirst().equals("db")) {
          asked.removeLast();
          asked.add("dir:" + home.resolve("nothing"));
        }
        if (words.getFirst().equals("db")) {
          asked.add("--help");
        }
        Outcome outcome = new Terminal(home).run(asked.toArray(String[]::new));
        assertThat(outcome.err())
            .as("%s: %s", file.getFileName(), words)
            .doesNotContain("SW-CLI-0001")
            .doesNotContain("SW-CLI-0002");
      }
    }
    assertThat(commands).isEqualTo(11);
  }

  @Test
  @SuppressWarnings("unchecked")
  void workflowsHaveTheShapeThatTheirRunnersRead() throws IOException {
    Map<String, Object> github = (Map<String, Object>) yaml("github-actions.yml");
    Map<String, Object> jobs = (Map<String, Object>) github.get("jobs");
    assertThat(github).containsKeys("name", "on", "permissions", "jobs");
    for (Object job : jobs.values()) {
      List<Map<String, Object>> steps =
          (List<Map<String, Object>>) ((Map<String, Object>) job).get("steps");
      assertThat(steps)
          .allSatisfy(
              step -> assertThat(step.containsKey("run")).isNotEqualTo(step.containsKey("uses")));
      List<String> names = steps.stream().map(step -> String.valueOf(step.get("name"))).toList();
      assertThat(names.indexOf("Certify")).isBetween(0, names.indexOf("Push") - 1);
    }

    Map<String, Object> gitlab = (Map<String, Object>) yaml("gitlab-ci.yml");
    List<String> stages = (List<String>) gitlab.get("stages");
    assertThat(stages).containsExactly("build", "certify", "publish");
    gitlab.forEach((name, value) -> {
      if (value instanceof Map<?, ?> job && job.containsKey("script")) {
        assertThat(stages).contains(String.valueOf(job.get("stage")));
      }
    });

    Map<String, Object> tekton = (Map<String, Object>) yaml("tekton.yaml");
    assertThat(tekton).containsEntry("kind", "Task").containsEntry("apiVersion", "tekton.dev/v1");
    String text = Files.readString(EXAMPLES.resolve("tekton.yaml"));
    Matcher used = Pattern.compile("\\$\\((params|workspaces|results)\\.([a-z-]+)").matcher(text);
    while (used.find()) {
      assertThat(text).contains("- name: " + used.group(2));
    }
  }

  /// By Groovy's own parser, which Jenkins reads it with. What the steps mean is up to Jenkins and
  /// its plugins.
  @Test
  void theJenkinsfileIsGroovyAndCertifiesBeforeItPublishes() throws IOException {
    CompilationUnit unit = new CompilationUnit();
    unit.addSource("Jenkinsfile", Files.readString(EXAMPLES.resolve("Jenkinsfile")));
    unit.compile(Phases.CONVERSION);
    List<String> blocks = new ArrayList<>();
    List<String> stages = new ArrayList<>();
    CodeVisitorSupport visitor =
        new CodeVisitorSupport() {
          @Override
          public void visitMethodCallExpression(MethodCallExpression call) {
            blocks.add(call.getMethodAsString());
            if (call.getMethodAsString().equals("stage")
                && call.getArguments() instanceof ArgumentListExpression given
                && given.getExpression(1) instanceof ClosureExpression) {
              stages.add(given.getExpression(0).getText());
            }
            super.visitMethodCallExpression(call);
          }
        };
    unit.getAST().getModules().getFirst().getStatementBlock().visit(visitor);
    assertThat(blocks).startsWith("pipeline").contains("agent", "stages", "post");
    assertThat(stages).containsExactly("Build", "Certify", "Publish");
  }

  /// A key in the workspace ends in somebody's cache or artifact.
  @Test
  void keysStayOutOfTheWorkspaceAndTheLedgerIsKept() throws IOException {
    for (Path file : files()) {
      for (List<String> words : commands(Files.readString(file))) {
        if (words.getFirst().equals("certify")) {
          assertThat(words.get(words.indexOf("--key") + 1)).as(file + "").startsWith("$");
          assertThat(words).as(file + "").contains("--ledger");
        }
      }
    }
  }

  @Test
  void actionlintFindsNothingInTheWorkflow() throws Exception {
    judgedBy("actionlint", "-no-color", EXAMPLES.resolve("github-actions.yml") + "");
  }

  @Test
  void gitlabsSchemaFitsItsPipeline() throws Exception {
    judgedBy(
        "check-jsonschema",
        "--builtin-schema",
        "vendor.gitlab-ci",
        EXAMPLES.resolve("gitlab-ci.yml") + "");
  }

  @Test
  void tektonLintFindsNothingInTheTask() throws Exception {
    judgedBy("tekton-lint", "--max-warnings=0", EXAMPLES.resolve("tekton.yaml") + "");
  }

  private static void judgedBy(String tool, String... arguments) throws Exception {
    Gates.run(
        "examples for pipelines by " + tool,
        Gates.tool(tool),
        program -> {
          List<String> words = new ArrayList<>(List.of(program + ""));
          words.addAll(List.of(arguments));
          Command.Result result = Command.of(words.toArray(String[]::new)).run();
          assertThat(result.exit()).as(result.out() + result.err()).isZero();
          return 1;
        });
  }

  private static Object yaml(String name) throws IOException {
    return new Load(LoadSettings.builder().build())
        .loadFromString(Files.readString(EXAMPLES.resolve(name)));
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(EXAMPLES)) {
      return all.filter(file -> !file.toString().endsWith(".md")).sorted().toList();
    }
  }

  private static List<List<String>> commands(String text) {
    List<List<String>> commands = new ArrayList<>();
    Matcher command = COMMAND.matcher(text);
    while (command.find()) {
      List<String> words = new ArrayList<>(List.of(command.group(1)));
      String rest = command.group(2).replace("\\\n", " ").replaceAll("\\|\\| true.*", "");
      for (String word : rest.strip().split("\\s+")) {
        if (!word.isEmpty()) {
          words.add(word.replace("\"", ""));
        }
      }
      commands.add(words);
    }
    return commands;
  }
}
