package dev.seaworthy.inspection.secret;

import dev.seaworthy.base.Location;
import dev.seaworthy.base.Text;
import dev.seaworthy.image.ImageConfig;
import dev.seaworthy.image.ImageConfig.History;
import dev.seaworthy.inspection.InspectionRule;
import dev.seaworthy.inspection.Observation;
import dev.seaworthy.inspection.secret.ContentScan.Secret;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Looks for secrets in what an image says of itself: environment, labels, commands and history.
/// The rules for files count here too; beside them, whatever is assigned to a name of a password or
/// a token is one, however simple.
final class ConfigSecrets {

  static final String ENVIRONMENT = "secret.environment-password";
  static final String COMMAND = "secret.command-password";

  private static final String WORDS =
      "PASSWORD|PASSWD|PASSPHRASE|PASSCODE|PASS|PWD|SECRET|TOKEN|CREDENTIALS?|API_?KEY|ACCESS_?KEY"
          + "|SECRET_?KEY|PRIVATE_?KEY|ENCRYPTION_?KEY|SIGNING_?KEY|AUTH_?KEY|MASTER_?KEY";

  private static final Pattern NAME =
      Pattern.compile(
          "(?i)(?:^|[_.-]|[a-z0-9])(?:" + WORDS + ")S?(?:_?(?:\\d+|VALUE|PLAIN|TEXT))?$");

  /// In a shell's command: `NAME=value`, `--password value`, `--token=value`.
  private static final Pattern IN_COMMAND =
      Pattern.compile(
          "(?i)(?:(?<![\\w$-])([A-Z][A-Z0-9_.-]*?(?:"
              + WORDS
              + "))=|--([a-z-]*(?:password|passwd|secret|token"
              + "|api-?key))(?:=|\\s+))(\"[^\"\\n]{1,300}\"|'[^'\\n]{1,300}'|[^\\s\"'|;&]{1,300})");

  /// Say that there is no password, where one is or how to get one.
  private static final Pattern NO_SECRET =
      Pattern.compile(
          "(?i)^(?:yes|no|true|false|on|off|0|1|none|null|nil|auto|random|prompt|disabled|enabled|required"
              + "|optional|file|env|stdin|-)$|^(?:/|\\./|file:|\\$|<|%|\\*+$|arn:|vault:|gcp:|aws:|azure:|op://"
              + "|sm://|projects/)|^[a-z]+://[^@]*$");

  private static final Pattern ABOUT =
      Pattern.compile(
          "(?i)ALLOW|RANDOM|_FILE$|_PATH$|_URL$|NO_PASS|DISABLE|REQUIRE|EMPTY|PROMPT|MIN|MAX|LENGTH");

  private final SecretEngine engine;
  private final List<Observation> observations = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();

  ConfigSecrets(SecretEngine engine) {
    this.engine = engine;
  }

  List<Observation> look(ImageConfig config) {
    for (String pair : config.execution().env()) {
      int cut = pair.indexOf('=');
      String name = cut < 0 ? pair : pair.substring(0, cut);
      environment("config/Env/" + name, name, cut < 0 ? "" : pair.substring(cut + 1));
    }
    new TreeMap<>(config.execution().labels())
        .forEach((name, value) -> text("config/Labels/" + name, name + "=" + value));
    command("config/Entrypoint", config.execution().entrypoint());
    command("config/Cmd", config.execution().cmd());
    List<History> history = config.history();
    for (int i = 0; i < history.size(); i++) {
      History step = history.get(i);
      text("history/" + i, step.createdBy());
      text("history/" + i, step.comment());
    }
    return List.copyOf(observations);
  }

  private void command(String path, List<String> words) {
    text(path, String.join("\n", words));
  }

  private void environment(String path, String name, String value) {
    boolean isFound = scan(path, name + "=" + value);
    if (!isFound && isSecret(name, value)) {
      add(ENVIRONMENT, path, latin(value));
    }
  }

  private static boolean isSecret(String name, String value) {
    return !value.isBlank()
        && NAME.matcher(name).find()
        && !ABOUT.matcher(name).find()
        && !NO_SECRET.matcher(value).find();
  }

  private void text(String path, String text) {
    scan(path, text);
    Matcher matcher =
        IN_COMMAND.matcher(text.length() > 1 << 16 ? text.substring(0, 1 << 16) : text);
    while (matcher.find()) {
      String name = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
      String value = unquoted(matcher.group(3));
      if (isSecret(name.replace('-', '_'), value)) {
        add(COMMAND, path, latin(value));
      }
    }
  }

  private static String unquoted(String value) {
    char first = value.charAt(0);
    return first == '"' || first == '\'' ? value.substring(1, value.length() - 1) : value;
  }

  private boolean scan(String path, String text) {
    if (text.isEmpty()) {
      return false;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    ContentScan scan = engine.take();
    scan.begin("/" + path.toLowerCase(Locale.ROOT));
    scan.accept(bytes, 0, bytes.length);
    List<Secret> secrets = scan.end().secrets();
    engine.giveBack(scan);
    for (Secret secret : secrets) {
      add(secret.rule().id(), path, secret.value());
    }
    return !secrets.isEmpty();
  }

  /// One character for each byte, as in files.
  private static String latin(String value) {
    return new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  private void add(String id, String path, String value) {
    String fingerprint = engine.key().fingerprint(value);
    InspectionRule rule = engine.rules().find(id).orElse(null);
    // What one rule has found at a place is not told again by another.
    if (rule != null && seen.add(path + ' ' + fingerprint)) {
      observations.add(
          new Observation(
              rule,
              new Location(Text.visible(path), Location.NO_LAYER),
              0,
              fingerprint,
              Redaction.of(value)));
    }
  }
}
