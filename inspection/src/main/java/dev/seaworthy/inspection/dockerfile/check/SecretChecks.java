package dev.seaworthy.inspection.dockerfile.check;

import dev.seaworthy.inspection.dockerfile.Comment;
import dev.seaworthy.inspection.dockerfile.Heredoc;
import dev.seaworthy.inspection.dockerfile.Instruction.Arg;
import dev.seaworthy.inspection.dockerfile.Instruction.Env;
import dev.seaworthy.inspection.dockerfile.Instruction.Label;
import dev.seaworthy.inspection.dockerfile.Instruction.Transfer;
import dev.seaworthy.inspection.dockerfile.SourceText;
import dev.seaworthy.inspection.dockerfile.Variable;
import dev.seaworthy.inspection.dockerfile.check.DockerfileCheck.Look;
import dev.seaworthy.inspection.dockerfile.shell.Invocation;
import dev.seaworthy.inspection.dockerfile.shell.ShellCommand;
import dev.seaworthy.inspection.dockerfile.shell.ShellWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Secrets that a build file holds or takes in. Who has the image has its history.
final class SecretChecks {

  private static final Pattern AUTHORIZATION =
      Pattern.compile(
          "(?i)(?:authorization|private-token|x-api-key|x-auth-token|x-jfrog-art-api)\\s*:\\s*(?:(?:bearer|basic|token)\\s+)?(\\S.*)");
  private static final Set<String> OPTIONS =
      Set.of(
          "--password",
          "--passwd",
          "--pass",
          "--token",
          "--secret",
          "--api-key",
          "--apikey",
          "--access-token",
          "--auth-token",
          "--access-key",
          "--secret-key",
          "--client-secret",
          "--http-password",
          "--proxy-password",
          "--ftp-password",
          "--passphrase");
  private static final Pattern FILE =
      Pattern.compile(
          "(?i)(?:.*/)?(?:id_(?:rsa|dsa|ecdsa|ed25519)|\\.npmrc|\\.netrc|_netrc|\\.pgpass|\\.pypirc|\\.git-credentials|\\.dockercfg|\\.dockerconfigjson|\\.env(?:\\.(?!example|sample|template|dist)\\w+)?|\\.vault-token|\\.htpasswd|\\.my\\.cnf|\\.s3cfg|\\.boto|\\.gnupg|\\.ssh|\\.aws|\\.azure|\\.kube|kubeconfig|privkey\\.pem|[^/]*-key\\.pem|[^/]*\\.key|[^/]*\\.p12|[^/]*\\.pfx|[^/]*\\.jks|[^/]*\\.keystore|[^/]*\\.ppk|[^/]*\\.kdbx|[^/]*\\.tfstate|service-account[^/]*\\.json|credentials\\.json|secrets?\\.(?:ya?ml|json|env|properties))/?"
              + "|(?:.*/)?(?:\\.aws/credentials|\\.docker/config\\.json|\\.kube/config|\\.ssh/[^/]+|\\.config/gcloud(?:/.*)?)");
  private static final Pattern PUBLIC =
      Pattern.compile(
          "(?i).*(?:\\.pub|known_hosts|authorized_keys|public[^/]*\\.key|\\.ssh/config)/?");

  /// Where there are more, nothing of the file is shown: see [Redaction].
  private static final int FOUND_MAX = 2_000;

  private static final int PER_WORD_MAX = 20;

  private SecretChecks() {}

  /// A secret with its place.
  private record Found(int line, String name, String value, String evidence) {}

  static void addTo(Map<String, Look> looks) {
    looks.put("secret-in-arg", (build, found) -> add(found, arguments(build)));
    looks.put("secret-in-env", (build, found) -> add(found, environment(build)));
    looks.put("secret-in-run", (build, found) -> add(found, commands(build)));
    looks.put("secret-token", (build, found) -> add(found, tokens(build)));
    looks.put("secret-file-copied", SecretChecks::files);
    looks.put("git-credentials", (build, found) -> add(found, gitCredentials(build)));
  }

  /// The secrets of a file, which no report may show.
  static List<String> values(Build build) {
    return Stream.of(
            arguments(build),
            environment(build),
            commands(build),
            tokens(build),
            gitCredentials(build))
        .flatMap(List::stream)
        .map(Found::value)
        .filter(value -> !SecretTexts.isReference(value))
        .map(SecretTexts::unquoted)
        .toList();
  }

  private static void add(Sightings found, List<Found> secrets) {
    secrets.forEach(secret -> found.add(secret.line(), secret.name(), secret.evidence()));
  }

  private static List<Found> arguments(Build build) {
    return Stream.concat(
            build.file().global().stream(),
            build.steps().map(Step::instruction).filter(Arg.class::isInstance).map(Arg.class::cast))
        .flatMap(arg -> arg.variables().stream())
        .filter(variable -> SecretTexts.isSecretName(variable.name()))
        .filter(variable -> variable.value().map(SecretTexts::isSecretValue).orElse(true))
        .map(variable -> variable("ARG", variable))
        .toList();
  }

  private static List<Found> environment(Build build) {
    return build
        .steps()
        .map(Step::instruction)
        .filter(Env.class::isInstance)
        .flatMap(env -> ((Env) env).variables().stream())
        .filter(variable -> isSecret(variable))
        .map(variable -> variable("ENV", variable))
        .toList();
  }

  private static boolean isSecret(Variable variable) {
    String value = variable.value().orElse("");
    boolean isNamed = SecretTexts.isSecretName(variable.name()) && SecretTexts.isSecretValue(value);
    return isNamed
        || SecretTexts.credentials(value).stream().anyMatch(each -> !each.text().startsWith("$"));
  }

  private static Found variable(String keyword, Variable variable) {
    String value = SecretTexts.unquoted(variable.value().orElse(""));
    List<SecretTexts.Token> inAddress = SecretTexts.credentials(value);
    String secret = inAddress.isEmpty() ? value : inAddress.getFirst().text();
    return new Found(
        variable.line(),
        variable.name(),
        secret,
        keyword + " " + variable.name() + variable.value().map(each -> "=" + each).orElse(""));
  }

  private static List<Found> commands(Build build) {
    List<Found> found = new ArrayList<>();
    build.runs().forEach(step -> step.commands().forEach(command -> command(command, found)));
    return found;
  }

  private static void command(ShellCommand command, List<Found> found) {
    if (found.size() > FOUND_MAX) {
      return;
    }
    Invocation called = command.called();
    Stream<ShellWord> settings =
        called.is("export", "declare", "readonly", "set", "setx")
            ? Stream.concat(called.settings().stream(), called.arguments().stream())
            : called.settings().stream();
    settings.forEach(word -> {
      int equals = word.text().indexOf('=');
      if (equals > 0 && SecretTexts.isSecretName(word.text().substring(0, equals))) {
        literal(command, word.text().substring(equals + 1)).ifPresent(found::add);
      }
    });
    for (String option : OPTIONS) {
      called.valueOf(option).flatMap(word -> literal(command, word.text())).ifPresent(found::add);
    }
    special(command).flatMap(value -> literal(command, value)).ifPresent(found::add);
    for (ShellWord word : called.arguments()) {
      Matcher header = AUTHORIZATION.matcher(word.text());
      if (header.matches()) {
        literal(command, header.group(1)).ifPresent(found::add);
      }
      if (!called.is("git")) {
        SecretTexts.credentials(word.text()).stream()
            .limit(PER_WORD_MAX)
            .flatMap(each -> literal(command, each.text()).stream())
            .forEach(found::add);
      }
    }
  }

  /// The ways in which single programs take a secret.
  private static Optional<String> special(ShellCommand command) {
    Invocation called = command.called();
    return switch (called.name()) {
      case "mysql", "mysqladmin", "mysqldump", "mariadb" ->
          called.arguments().stream()
              .map(ShellWord::text)
              .filter(text -> text.matches("-p.+"))
              .map(text -> text.substring(2))
              .findFirst();
      case "curl" ->
          called
              .valueOf("-u", "--user", "--proxy-user")
              .map(ShellWord::text)
              .filter(text -> text.indexOf(':') >= 0 && text.indexOf(':') < text.length() - 1)
              .map(text -> text.substring(text.indexOf(':') + 1));
      case "docker", "podman", "skopeo", "helm", "sshpass", "useradd", "usermod" ->
          called.valueOf("-p").map(ShellWord::text);
      case "echo", "printf" ->
          called.operands().stream()
              .map(ShellWord::text)
              .filter(text -> text.matches("(?s)[a-z_][a-z0-9_-]{0,31}:[^:/\\s\\\\]{3,}(?:\\\\n)?"))
              .map(text -> text.substring(text.indexOf(':') + 1))
              .findFirst();
      case "npm", "yarn", "pnpm" ->
          called.arguments().stream()
              .map(ShellWord::text)
              .filter(text -> text.contains("_authToken=") || text.contains("_auth="))
              .map(text -> text.substring(text.indexOf('=') + 1))
              .findFirst();
      default -> Optional.empty();
    };
  }

  private static Optional<Found> literal(ShellCommand command, String value) {
    return SecretTexts.isReference(value) || !SecretTexts.isSecretValue(value)
        ? Optional.empty()
        : Optional.of(
            new Found(
                command.line(),
                command.called().name(),
                SecretTexts.unquoted(value),
                command.text()));
  }

  private static List<Found> gitCredentials(Build build) {
    List<Found> found = new ArrayList<>();
    build
        .runs()
        .forEach(step ->
            step.commands()
                .filter(command -> command.called().is("git"))
                .forEach(command ->
                    SecretTexts.credentials(command.text())
                        .forEach(each ->
                            found.add(
                                new Found(command.line(), "git", each.text(), command.text())))));
    return found;
  }

  private static List<Found> tokens(Build build) {
    List<Found> found = new ArrayList<>();
    for (Comment comment : build.file().comments()) {
      tokens(SourceText.ofLines(comment.text(), comment.line()), found);
    }
    build.file().global().forEach(arg -> tokens(arg.code().text(), found));
    build.file().stages().forEach(stage -> tokens(stage.from().code().text(), found));
    build
        .steps()
        .forEach(step -> {
          tokens(step.instruction().code().text(), found);
          for (Heredoc heredoc : step.instruction().code().heredocs()) {
            tokens(heredoc.content(), found);
          }
          if (step.instruction() instanceof Label label) {
            label.variables().stream()
                .filter(SecretChecks::isSecret)
                .forEach(each -> found.add(variable("LABEL", each)));
          }
        });
    return found;
  }

  private static void tokens(SourceText text, List<Found> found) {
    for (SecretTexts.Token token : SecretTexts.tokens(text.text())) {
      int line = text.lineAt(token.offset());
      found.add(new Found(line, Redaction.shown(token.text()), token.text(), token.text()));
    }
  }

  private static void files(Build build, Sightings found) {
    build
        .steps()
        .forEach(step -> {
          if (step.instruction() instanceof Transfer transfer) {
            transfer.sources().stream()
                .map(step.scope()::shown)
                .filter(source -> FILE.matcher(source).matches())
                .filter(source -> !PUBLIC.matcher(source).matches())
                .forEach(source ->
                    found.add(step.line(), source, transfer.code().keyword() + " " + source));
          }
        });
  }
}
