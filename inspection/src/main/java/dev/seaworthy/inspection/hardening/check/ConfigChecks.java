package dev.seaworthy.inspection.hardening.check;

import dev.seaworthy.base.JsonValue.JsonObject;
import dev.seaworthy.base.Text;
import dev.seaworthy.image.FileRecord;
import dev.seaworthy.inspection.PlainPath;
import dev.seaworthy.inspection.hardening.check.Check.Coded;
import dev.seaworthy.inspection.hardening.check.Condition.OfImage;
import dev.seaworthy.inspection.hardening.facts.HardeningFact.Account;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Checks of what the image config says of how a container runs.
final class ConfigChecks {

  static final int SHOWN_CHARS = 200;

  private static final Pattern PORT = Pattern.compile("(\\d{1,5})(?:-(\\d{1,5}))?(?:/([a-z]+))?");
  private static final int PORT_MAX = 65_535;
  private static final long UID_MAX = Integer.MAX_VALUE;

  private ConfigChecks() {}

  static List<Coded> all() {
    return List.of(
        new Coded(
            "hardening.user-root",
            Scope.CONFIG,
            List.of(
                new OfImage("undefined", ConfigChecks::undefinedUser),
                new OfImage("root", ConfigChecks::rootUser),
                new OfImage("alias", ConfigChecks::aliasOfRoot))),
        new Coded(
            "hardening.user-unresolved",
            Scope.CONFIG,
            List.of(new OfImage("unresolved", ConfigChecks::unresolvedUser))),
        new Coded(
            "hardening.user-not-numeric",
            Scope.CONFIG.and((image, _) ->
                Scope.notApplicable(!user(image).isEmpty(), "the image names no user")),
            List.of(new OfImage("name", ConfigChecks::namedUser))),
        new Coded(
            "hardening.healthcheck-missing",
            Scope.CONFIG.and((_, parameters) ->
                Scope.notApplicable(
                    !parameters.isOn("probesReplace"),
                    "probes of the orchestrator take its place, says the profile")),
            List.of(
                new OfImage("missing", ConfigChecks::noHealthcheck),
                new OfImage("disabled", ConfigChecks::disabledHealthcheck))),
        new Coded(
            "hardening.port-privileged",
            Scope.CONFIG,
            List.of(
                new OfImage("below", ConfigChecks::privilegedPorts),
                new OfImage("unreadable", ConfigChecks::unreadablePorts))),
        new Coded(
            "hardening.port-plain-protocol",
            Scope.CONFIG,
            List.of(new OfImage("plain", ConfigChecks::plainPorts))),
        new Coded(
            "hardening.volume-sensitive",
            Scope.CONFIG,
            List.of(new OfImage("sensitive", ConfigChecks::sensitiveVolumes))),
        new Coded(
            "hardening.path-unsafe",
            Scope.CONFIG,
            List.of(
                new OfImage("relative", ConfigChecks::relativePath),
                new OfImage("writable", ConfigChecks::writablePath))),
        new Coded(
            "hardening.preload-variable",
            Scope.CONFIG,
            List.of(new OfImage("set", ConfigChecks::preload))),
        new Coded(
            "hardening.verification-off",
            Scope.CONFIG,
            List.of(new OfImage("set", ConfigChecks::verificationOff))),
        new Coded(
            "hardening.onbuild-trigger",
            Scope.CONFIG,
            List.of(new OfImage("trigger", ConfigChecks::onBuild))));
  }

  private static String user(InspectedImage image) {
    return image.execution().user().strip();
  }

  /// The part before the colon of `user:group`.
  private static String userPart(InspectedImage image) {
    String user = user(image);
    int colon = user.indexOf(':');
    return colon < 0 ? user : user.substring(0, colon);
  }

  /// The number that a user is given by, or null: runtimes take what is a number for a uid, even
  /// where an account has that name.
  private static @Nullable Long number(String user) {
    try {
      return Long.valueOf(user);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static @Nullable Account account(InspectedImage image, String name) {
    List<Account> accounts = image.accounts();
    if (accounts != null) {
      for (Account account : accounts) {
        if (account.name().equals(name)) {
          return account;
        }
      }
    }
    return null;
  }

  private static List<Sight> undefinedUser(InspectedImage image, Parameters parameters) {
    return userPart(image).isEmpty()
        ? List.of(Sight.inConfig("config/User", "no user is set, which means root"))
        : List.of();
  }

  private static List<Sight> rootUser(InspectedImage image, Parameters parameters) {
    String user = userPart(image);
    Long uid = number(user);
    boolean isRoot = uid != null ? uid == 0 : user.equals("root") && account(image, user) == null;
    return isRoot
        ? List.of(Sight.inConfig("config/User", "the user is \"%s\"".formatted(shown(user(image)))))
        : List.of();
  }

  private static List<Sight> aliasOfRoot(InspectedImage image, Parameters parameters) {
    String user = userPart(image);
    Account account = number(user) == null ? account(image, user) : null;
    return account != null && account.uid() == 0
        ? List.of(
            Sight.inConfig(
                "config/User",
                "the user is \"%s\", which /etc/passwd line %s gives uid 0"
                    .formatted(shown(user(image)), account.line())))
        : List.of();
  }

  private static List<Sight> unresolvedUser(InspectedImage image, Parameters parameters) {
    String user = userPart(image);
    if (user.isEmpty() || user.equals("root")) {
      return List.of();
    }
    Long uid = number(user);
    boolean isUnresolved = uid != null ? uid < 0 || uid > UID_MAX : account(image, user) == null;
    return isUnresolved
        ? List.of(
            Sight.inConfig(
                "config/User",
                uid != null
                    ? "uid %s is out of range".formatted(uid)
                    : "the user is \"%s\", which is not in the image's /etc/passwd"
                        .formatted(shown(user))))
        : List.of();
  }

  private static List<Sight> namedUser(InspectedImage image, Parameters parameters) {
    String user = userPart(image);
    return !user.isEmpty() && number(user) == null
        ? List.of(
            Sight.inConfig(
                "config/User",
                "the user is \"%s\"; Kubernetes' runAsNonRoot accepts numbers alone"
                    .formatted(shown(user))))
        : List.of();
  }

  private static List<String> healthTest(InspectedImage image) {
    return runtime(image).object("Healthcheck").strings("Test");
  }

  private static JsonObject runtime(InspectedImage image) {
    return image.config().raw().object("config");
  }

  private static List<Sight> noHealthcheck(InspectedImage image, Parameters parameters) {
    return healthTest(image).isEmpty()
        ? List.of(Sight.inConfig("config/Healthcheck", "there is no health check"))
        : List.of();
  }

  private static List<Sight> disabledHealthcheck(InspectedImage image, Parameters parameters) {
    List<String> test = healthTest(image);
    return !test.isEmpty() && test.getFirst().equals("NONE")
        ? List.of(Sight.inConfig("config/Healthcheck", "the health check is switched off"))
        : List.of();
  }

  /// First and last port, or null when it is none.
  private static long @Nullable [] range(String port) {
    Matcher matcher = PORT.matcher(port);
    if (!matcher.matches()) {
      return null;
    }
    long first = Long.parseLong(matcher.group(1));
    long last = matcher.group(2) == null ? first : Long.parseLong(matcher.group(2));
    return first <= last && last <= PORT_MAX ? new long[] {first, last} : null;
  }

  private static List<Sight> privilegedPorts(InspectedImage image, Parameters parameters) {
    long min = parameters.number("portMin");
    List<Sight> sights = new ArrayList<>();
    for (String port : image.execution().exposedPorts()) {
      long[] range = range(port);
      boolean isAllowed = range != null && parameters.fits("allowed", Long.toString(range[0]));
      if (range != null && range[0] < min && !isAllowed) {
        sights.add(port(port, "port %s is below %s".formatted(port, min)));
      }
    }
    return sights;
  }

  private static List<Sight> unreadablePorts(InspectedImage image, Parameters parameters) {
    return image.execution().exposedPorts().stream()
        .filter(port -> range(port) == null)
        .map(port -> port(port, "\"%s\" is no port".formatted(shown(port))))
        .toList();
  }

  private static List<Sight> plainPorts(InspectedImage image, Parameters parameters) {
    Map<Long, String> plain = new TreeMap<>();
    for (String line : parameters.texts("ports")) {
      String[] words = line.split(" ", 2);
      plain.put(Long.valueOf(words[0]), words.length > 1 ? words[1] : "");
    }
    List<Sight> sights = new ArrayList<>();
    for (String port : image.execution().exposedPorts()) {
      long[] range = range(port);
      plain.forEach((number, protocol) -> {
        if (range != null && range[0] <= number && number <= range[1]) {
          sights.add(port(port, "port %s is that of %s".formatted(number, protocol)));
        }
      });
    }
    return sights;
  }

  private static Sight port(String port, String evidence) {
    return Sight.inConfig("config/ExposedPorts/" + shown(port), evidence);
  }

  private static List<Sight> sensitiveVolumes(InspectedImage image, Parameters parameters) {
    List<Sight> sights = new ArrayList<>();
    for (String volume : image.execution().volumes()) {
      String path = PlainPath.of(volume);
      for (String sensitive : parameters.texts("paths")) {
        boolean isBelow = !sensitive.equals("/") && path.startsWith(sensitive + "/");
        if (path.equals(sensitive) || isBelow) {
          sights.add(
              Sight.inConfig(
                  "config/Volumes/" + shown(volume),
                  "a volume at %s, which is the system's".formatted(shown(path))));
          break;
        }
      }
    }
    return sights;
  }

  private static List<Sight> relativePath(InspectedImage image, Parameters parameters) {
    String path = image.variableOrNull("PATH");
    List<Sight> sights = new ArrayList<>();
    for (String folder : path == null ? List.<String>of() : List.of(path.split(":", -1))) {
      if (!folder.startsWith("/")) {
        sights.add(
            Sight.inConfig(
                "config/Env/PATH",
                "\"%s\" is not an absolute path: commands are looked for where the process stands"
                    .formatted(shown(folder))));
      }
    }
    return sights.stream().limit(1).toList();
  }

  private static List<Sight> writablePath(InspectedImage image, Parameters parameters) {
    List<Sight> sights = new ArrayList<>();
    for (String folder : image.searchPath()) {
      String real = folder.startsWith("/") ? image.tree().resolve(folder).orElse("") : "";
      FileRecord directory = image.tree().find(real).orElse(null);
      if (directory != null && (directory.mode() & 0002) != 0) {
        sights.add(
            Sight.keyed(
                image.at(real),
                folder,
                "anyone may write into %s, which is in PATH".formatted(shown(folder))));
      }
    }
    return sights;
  }

  private static List<Sight> preload(InspectedImage image, Parameters parameters) {
    return image.variables().keySet().stream()
        .filter(name -> parameters.fits("variables", name))
        .map(name -> Sight.inConfig("config/Env/" + shown(name), shown(name) + " is set"))
        .toList();
  }

  private static List<Sight> verificationOff(InspectedImage image, Parameters parameters) {
    List<Sight> sights = new ArrayList<>();
    image
        .variables()
        .forEach((name, value) -> {
          if (parameters.fits("variables", name + "=" + value)) {
            sights.add(
                Sight.inConfig(
                    "config/Env/" + shown(name),
                    "%s is set so that nothing is verified".formatted(shown(name))));
          }
        });
    return sights;
  }

  private static List<Sight> onBuild(InspectedImage image, Parameters parameters) {
    int triggers = runtime(image).array("OnBuild").size();
    return triggers > 0
        ? List.of(
            Sight.inConfig(
                "config/OnBuild", "%s triggers run in whatever is built on it".formatted(triggers)))
        : List.of();
  }

  static String shown(String text) {
    return Text.shorten(text, SHOWN_CHARS);
  }
}
