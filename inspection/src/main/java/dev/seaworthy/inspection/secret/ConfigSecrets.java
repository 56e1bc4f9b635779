package dev.seaworthy.inspection.secret;

import dev.seaworthy.base.Gap;
import dev.seaworthy.base.Location;
import dev.seaworthy.base.Text;
import dev.seaworthy.image.ImageConfig;
import dev.seaworthy.image.ImageConfig.History;
import dev.seaworthy.inspection.Inspection;
import dev.seaworthy.inspection.InspectionError;
import dev.seaworthy.inspection.InspectionRule;
import dev.seaworthy.inspection.Observation;
import dev.seaworthy.inspection.secret.ContentScan.Secret;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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

  /// Say that there is no password, where one is or how to get one.
  private static final Pattern NO_SECRET =
      Pattern.compile(
          "(?i)^(?:yes|no|true|false|on|off|0|1|none|null|nil|auto|random|prompt|disabled|enabled|required"
              + "|optional|file|env|stdin|-)$|^(?:/|\\./|file:|\\$|<|%|\\*+$|arn:|vault:|gcp:|aws:|azure:|op://"
              + "|sm://|projects/)|^[a-z]+://[^@]*$");

  private static final Pattern ABOUT =
      Pattern.compile(
          "(?i)ALLOW|RANDOM|_FILE$|_PATH$|_URL$|NO_PASS|DISABLE|REQUIRE|EMPTY|PROMPT|MIN|MAX|LENGTH");

  /// A config with more than so many is a data set; the rest is a gap.
  private static final int OBSERVATIONS_MAX = 1_000;

  /// Something found in a text.
  ///
  /// @param start where the secret begins in it
  /// @param value one character for each byte, as in files
  private record Found(String rule, long start, String value) {}

  private final SecretEngine engine;
  private final List<Observation> observations = new ArrayList<>();
  private final List<Gap> gaps = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();
  private long tooMany;

  ConfigSecrets(SecretEngine engine) {
    this.engine = engine;
  }

  Inspection look(ImageConfig config) {
    List<String> environment = config.execution().env();
    for (int i = 0; i < environment.size(); i++) {
      environment(i, environment.get(i));
    }
    int number = 0;
    for (Map.Entry<String, String> label : new TreeMap<>(config.execution().labels()).entrySet()) {
      label(number++, label.getKey(), label.getValue());
    }
    text("config/Entrypoint", String.join("\n", config.execution().entrypoint()));
    text("config/Cmd", String.join("\n", config.execution().cmd()));
    List<History> history = config.history();
    for (int i = 0; i < history.size(); i++) {
      History step = history.get(i);
      text("history/" + i, step.createdBy());
      text("history/" + i, step.comment());
    }
    if (tooMany > 0) {
      gaps.add(
          Gap.of(
              InspectionError.TOO_MANY_SECRETS,
              new Location("config", Location.NO_LAYER),
              "%s more places look like secrets beside those listed".formatted(tooMany)));
    }
    return new Inspection(observations, List.of(), gaps);
  }

  private void environment(int number, String pair) {
    int cut = pair.indexOf('=');
    String name = cut < 0 ? pair : pair.substring(0, cut);
    String value = cut < 0 ? "" : pair.substring(cut + 1);
    List<Found> found = byRules("config/env/" + name, pair);
    if (found.isEmpty() && isSecret(name, value)) {
      found.add(new Found(ENVIRONMENT, cut + 1L, latin(value)));
    }
    add(place("config/Env/", name, number, found), found);
  }

  private void label(int number, String name, String value) {
    String text = name + "=" + value;
    List<Found> found = byRules("config/labels/" + name, text);
    found.addAll(byNames(text));
    add(place("config/Labels/", name, number, found), found);
  }

  private void text(String place, String text) {
    add(place, byRules(place, text));
    add(place, byNames(text));
  }

  /// The name says where; unless a secret lies in it, which is told nowhere.
  private static String place(String kind, String name, int number, List<Found> found) {
    int length = name.getBytes(StandardCharsets.UTF_8).length;
    boolean isInName = found.stream().anyMatch(each -> each.start < length);
    return kind + (isInName ? "[" + number + "]" : name);
  }

  private static boolean isSecret(String name, String value) {
    return !value.isBlank()
        && NAME.matcher(name).find()
        && !ABOUT.matcher(name).find()
        && !NO_SECRET.matcher(value).find();
  }

  private List<Found> byNames(String text) {
    List<Found> found = new ArrayList<>();
    CommandText.read(
        text,
        (name, value, start) -> {
          if (!isSecret(name.replace('-', '_'), value)) {
            return;
          }
          if (found.size() < OBSERVATIONS_MAX) {
            found.add(new Found(COMMAND, start, latin(value)));
          } else {
            tooMany++;
          }
        });
    return found;
  }

  private List<Found> byRules(String place, String text) {
    List<Found> found = new ArrayList<>();
    if (text.isEmpty()) {
      return found;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    ContentScan scan = engine.take();
    scan.begin("/" + place.toLowerCase(Locale.ROOT));
    scan.accept(bytes, 0, bytes.length);
    ContentScan.Result result = scan.end();
    engine.giveBack(scan);
    for (Secret secret : result.secrets()) {
      found.add(new Found(secret.rule().id(), secret.start(), secret.value()));
    }
    SecretEngine.tellShortcomings(
        result,
        // The place's last part may be a name with a secret in it.
        (code, detail) ->
            gaps.add(
                Gap.of(
                    code,
                    new Location(place.substring(0, place.indexOf('/')), Location.NO_LAYER),
                    detail)));
    return found;
  }

  /// One character for each byte, as in files.
  private static String latin(String value) {
    return new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  private void add(String place, List<Found> found) {
    for (Found each : found) {
      String fingerprint = engine.key().fingerprint(each.value);
      InspectionRule rule = engine.rules().find(each.rule).orElse(null);
      // What one rule has found at a place is not told again by another.
      if (rule == null || !seen.add(place + ' ' + fingerprint)) {
        continue;
      }
      if (observations.size() >= OBSERVATIONS_MAX) {
        tooMany++;
        continue;
      }
      Location location = new Location(Text.visible(place), Location.NO_LAYER);
      observations.add(new Observation(rule, location, 0, fingerprint, Redaction.of(each.value)));
    }
  }
}
