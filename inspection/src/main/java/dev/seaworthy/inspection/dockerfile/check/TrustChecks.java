package dev.seaworthy.inspection.dockerfile.check;

import dev.seaworthy.inspection.dockerfile.Instruction;
import dev.seaworthy.inspection.dockerfile.Instruction.Arg;
import dev.seaworthy.inspection.dockerfile.Instruction.Env;
import dev.seaworthy.inspection.dockerfile.Variable;
import dev.seaworthy.inspection.dockerfile.check.DockerfileCheck.Look;
import dev.seaworthy.inspection.dockerfile.check.Packaging.Kind;
import dev.seaworthy.inspection.dockerfile.shell.Invocation;
import dev.seaworthy.inspection.dockerfile.shell.ShellCommand;
import dev.seaworthy.inspection.dockerfile.shell.ShellWord;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Where a build switches off what would tell it that someone answers in another's place.
final class TrustChecks {

  /// Options that matter stand in the beginning.
  private static final int READ_CHARS_MAX = 2_000;

  /// The short options of curl that take a value.
  private static final String CURL_VALUES = "AbcCdDeEFhHKmoPQrtTuUwxXyYz";

  /// Variables that switch it off by their mere presence, or by a value that says no.
  private static final Pattern PRESENT = Pattern.compile("GIT_SSL_NO_VERIFY|GOINSECURE|GONOSUMDB");

  private static final Pattern DENIED =
      Pattern.compile(
          "NODE_TLS_REJECT_UNAUTHORIZED|PYTHONHTTPSVERIFY|GIT_SSL_VERIFY|GOSUMDB|NPM_CONFIG_STRICT_SSL|YARN_STRICT_SSL|HOMEBREW_VERIFY_TLS");
  private static final Pattern NO = Pattern.compile("(?i)[\"']?(?:0|false|no|off)[\"']?");
  private static final Pattern UNSIGNED =
      Pattern.compile(
          "(?i)\\[[^\\]\\[]{0,300}\\btrusted\\s*=\\s*yes\\b|\\bgpgcheck\\s*=\\s*(?:0|false|no)\\b|\\bSigLevel\\s*=\\s*Never");
  private static final Pattern APT_UNSIGNED =
      Pattern.compile(
          "(?i).*(?:AllowUnauthenticated|AllowInsecureRepositories|AllowDowngradeToInsecureRepositories)\"?[ =]+\"?(?:1|true|yes).*");
  private static final Pattern APT_UNCHECKED =
      Pattern.compile("(?i).*Verify-(?:Peer|Host)\"?[ =]+\"?(?:0|false|no).*");
  private static final Pattern SHORT_KEY = Pattern.compile("(?i)(?:0x)?[0-9a-f]{8,39}");

  private TrustChecks() {}

  static void addTo(Map<String, Look> looks) {
    looks.put("tls-unchecked", TrustChecks::tlsUnchecked);
    looks.put("packages-unauthenticated", TrustChecks::unauthenticated);
    looks.put("package-key-unsafe", TrustChecks::keyUnsafe);
    looks.put("pip-trusted-host", TrustChecks::pipTrustedHost);
  }

  private static void each(Build build, Sightings found, Predicate<ShellCommand> fits) {
    build
        .runs()
        .forEach(step -> step.commands().filter(fits).forEach(command -> found.add(step, command)));
  }

  /// The variables that an instruction sets for what comes after it.
  private static List<Variable> variables(Instruction instruction) {
    if (instruction instanceof Env env) {
      return env.variables();
    }
    return instruction instanceof Arg arg ? arg.variables() : List.of();
  }

  private static void tlsUnchecked(Build build, Sightings found) {
    each(build, found, command -> isUnchecked(command.called()));
    build
        .steps()
        .forEach(step ->
            variables(step.instruction()).stream()
                .filter(variable -> isUnchecked(variable.name(), variable.value().orElse("")))
                .forEach(variable ->
                    found.add(
                        variable.line(),
                        variable.name(),
                        variable.name() + "=" + variable.value().orElse(""))));
  }

  private static boolean isUnchecked(String name, String value) {
    String upper = name.toUpperCase(Locale.ROOT);
    return (PRESENT.matcher(upper).matches() && !value.isBlank() && !NO.matcher(value).matches())
        || (DENIED.matcher(upper).matches() && NO.matcher(value).matches());
  }

  private static boolean isUnchecked(Invocation called) {
    boolean isBySetting =
        Stream.concat(
                called.settings().stream(),
                called.is("export", "ENV") ? called.arguments().stream() : Stream.of())
            .map(ShellWord::text)
            .filter(text -> text.contains("="))
            .anyMatch(text ->
                isUnchecked(
                    text.substring(0, text.indexOf('=')), text.substring(text.indexOf('=') + 1)));
    return isBySetting || isUncheckedByOption(called);
  }

  private static boolean isUncheckedByOption(Invocation called) {
    String all = String.join(" ", called.arguments().stream().map(ShellWord::text).toList());
    String words = all.substring(0, Math.min(all.length(), READ_CHARS_MAX));
    return switch (called.name()) {
      case "curl" ->
          called.has("--insecure", "--proxy-insecure", "--doh-insecure")
              || called.hasShort('k', CURL_VALUES);
      case "wget" -> called.has("--no-check-certificate");
      case "aria2c" -> words.contains("--check-certificate=false");
      case "git" -> words.matches("(?i).*http\\.(?:\\S+\\.)?sslVerify[= ]+(?:false|0|no)\\b.*");
      case "npm", "yarn", "pnpm" ->
          words.matches(".*strict-ssl[= ]+\"?false\"?\\b.*") || words.contains("--no-strict-ssl");
      case "conda", "mamba" -> words.matches(".*ssl_verify[= ]+(?:false|no|0)\\b.*");
      case "apt-get", "apt" -> APT_UNCHECKED.matcher(words).matches();
      case "composer" -> words.matches(".*(?:secure-http|disable-tls)[= ]+(?:false|true)\\b.*");
      default -> false;
    };
  }

  private static void unauthenticated(Build build, Sightings found) {
    each(build, found, command -> isUnauthenticated(command));
    build
        .runs()
        .forEach(step ->
            step.instruction().code().heredocs().stream()
                .filter(heredoc -> UNSIGNED.matcher(heredoc.content().text()).find())
                .forEach(heredoc ->
                    found.add(
                        heredoc.content().lineAt(0),
                        heredoc.name(),
                        "<<" + heredoc.name() + " turns the check of signatures off")));
  }

  private static boolean isUnauthenticated(ShellCommand command) {
    Invocation called = command.called();
    boolean isByOption =
        switch (called.name()) {
          case "apt-get", "apt", "aptitude" ->
              called.has(
                      "--allow-unauthenticated",
                      "--force-yes",
                      "--allow-insecure-repositories",
                      "--allow-untrusted")
                  || called.arguments().stream()
                      .anyMatch(word -> APT_UNSIGNED.matcher(word.text()).matches());
          case "apk" -> called.has("--allow-untrusted");
          case "dnf", "dnf5", "yum", "microdnf", "tdnf" ->
              called.has("--nogpgcheck", "--no-gpgchecks")
                  || called.arguments().stream()
                      .anyMatch(word ->
                          word.text().matches("--setopt=(?:\\S+\\.)?gpgcheck=(?:0|false|no)"));
          case "zypper" ->
              called.has("--no-gpg-checks", "--allow-unsigned-rpm", "--gpg-auto-import-keys");
          case "rpm" -> called.has("--nosignature", "--nodigest", "--nogpg");
          default -> false;
        };
    return isByOption || UNSIGNED.matcher(command.text()).find();
  }

  private static void keyUnsafe(Build build, Sightings found) {
    each(
        build,
        found,
        command -> {
          Invocation called = command.called();
          return switch (called.name()) {
            case "apt-key" -> true;
            case "rpm", "rpmkeys" ->
                called.has("--import")
                    && called.arguments().stream()
                        .anyMatch(word -> word.text().startsWith("http://"));
            case "gpg", "gpg2" ->
                called.has("--recv-keys", "--recv-key", "--receive-keys", "--recv")
                    && called.operands().stream()
                        .anyMatch(word -> SHORT_KEY.matcher(word.text()).matches());
            default -> false;
          };
        });
  }

  private static void pipTrustedHost(Build build, Sightings found) {
    each(
        build,
        found,
        command ->
            (Packaging.of(command).filter(call -> call.kind() == Kind.PIP).isPresent()
                    && (command.called().has("--trusted-host")
                        || command.text().contains("global.trusted-host")))
                || command.called().settings().stream()
                    .anyMatch(word -> word.text().startsWith("PIP_TRUSTED_HOST=")));
    build
        .steps()
        .forEach(step ->
            variables(step.instruction()).stream()
                .filter(variable -> variable.name().equals("PIP_TRUSTED_HOST"))
                .forEach(variable ->
                    found.add(
                        variable.line(),
                        variable.name(),
                        "PIP_TRUSTED_HOST=" + variable.value().orElse(""))));
  }
}
