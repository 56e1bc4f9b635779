package dev.seaworthy.inspection.hardening.check;

import dev.seaworthy.base.Location;
import dev.seaworthy.image.FileRecord;
import dev.seaworthy.image.FileTree;
import dev.seaworthy.image.ImageConfig;
import dev.seaworthy.image.ImageConfig.Execution;
import dev.seaworthy.image.ImageFacts.VisibleFact;
import dev.seaworthy.inspection.hardening.facts.HardeningFact;
import dev.seaworthy.inspection.hardening.facts.HardeningFact.Account;
import dev.seaworthy.inspection.hardening.facts.HardeningFact.Accounts;
import dev.seaworthy.inspection.hardening.facts.HardeningFact.Group;
import dev.seaworthy.inspection.hardening.facts.HardeningFact.Groups;
import dev.seaworthy.inspection.hardening.facts.HardeningFact.Kept;
import dev.seaworthy.inspection.hardening.facts.HardeningFact.Linkage;
import dev.seaworthy.inspection.hardening.facts.HardeningFact.Script;
import dev.seaworthy.inspection.hardening.facts.HardeningFact.Shadow;
import dev.seaworthy.inspection.hardening.facts.HardeningFact.Shadows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An image while its checks run: what they ask for more than once is made ready here.
final class InspectedImage {

  /// So many folders are searched for a program or a library.
  static final int SEARCHED_MAX = 1_000;

  private final HardeningSubject subject;
  private final Surroundings surroundings;
  private final TreeMap<String, HardeningFact> facts = new TreeMap<>();
  private final List<HistoryStep> history;
  private final InstalledPackages packages;
  private final Set<Long> userIds = new HashSet<>();
  private final Set<Long> groupIds = new HashSet<>();
  private final List<String> searchPath;
  private final Map<String, Optional<String>> programs = new HashMap<>();
  private @Nullable StartClosure start;

  InspectedImage(HardeningSubject subject, Surroundings surroundings) {
    this.subject = subject;
    this.surroundings = surroundings;
    for (VisibleFact visible : subject.facts().visible()) {
      if (visible.fact() instanceof HardeningFact fact) {
        facts.put(visible.path(), fact);
      }
    }
    this.history = history(subject.config(), subject.facts().layers().size());
    this.searchPath = folders(variableOrNull("PATH"));
    this.packages = new InstalledPackages(subject.inventory(), subject.facts().tree());
    List<Account> accounts = accounts();
    if (accounts != null) {
      accounts.forEach(account -> userIds.add(account.uid()));
    }
    groups().forEach(group -> groupIds.add(group.gid()));
  }

  private static List<HistoryStep> history(ImageConfig config, int layers) {
    // With another number of steps than layers nobody can tell which step made which layer.
    boolean fits = config.layerHistory().size() == layers;
    List<HistoryStep> steps = new ArrayList<>();
    int layer = 0;
    for (int i = 0; i < config.history().size(); i++) {
      boolean makesLayer = !config.history().get(i).isEmptyLayer();
      steps.add(
          HistoryStep.of(
              i,
              makesLayer && fits ? layer : Location.NO_LAYER,
              makesLayer && layer == 0,
              config.history().get(i).createdBy()));
      layer += makesLayer ? 1 : 0;
    }
    return List.copyOf(steps);
  }

  HardeningSubject subject() {
    return subject;
  }

  Surroundings surroundings() {
    return surroundings;
  }

  ImageConfig config() {
    return subject.config();
  }

  Execution execution() {
    return subject.config().execution();
  }

  FileTree tree() {
    return subject.facts().tree();
  }

  /// All steps, the lowest first.
  List<HistoryStep> history() {
    return history;
  }

  InstalledPackages packages() {
    return packages;
  }

  /// Whether the entry point is a file of the image.
  boolean knowsStart() {
    List<String> command = command();
    return !command.isEmpty() && programOrNull(command.getFirst()) != null;
  }

  /// What the entry point needs to start; made when first asked for.
  StartClosure start() {
    StartClosure made = start;
    if (made == null) {
      made = StartClosure.of(this);
      start = made;
    }
    return made;
  }

  /// What was learnt from a visible file, or null.
  @Nullable HardeningFact factOrNull(String path) {
    return facts.get(path);
  }

  /// Whether a file of this path is visible of which nothing was learnt, as where it is a link or
  /// too large.
  boolean isUnread(String path) {
    boolean isThere =
        tree().find(path).filter(file -> file.kind() != FileRecord.Kind.DIRECTORY).isPresent();
    return isThere && factOrNull(path) == null && tree().resolve(path).map(facts::get).isEmpty();
  }

  /// The paths of all programs, libraries and scripts.
  List<String> code() {
    return facts.entrySet().stream()
        .filter(entry -> entry.getValue() instanceof Linkage || entry.getValue() instanceof Script)
        .map(Map.Entry::getKey)
        .toList();
  }

  /// The text of a kept file, where links lead to it too, or null.
  @Nullable String textOrNull(String path) {
    String real = tree().resolve(path).orElse(path);
    return facts.get(real) instanceof Kept(String text) ? text : null;
  }

  /// The kept files below a directory, or the one of this path.
  SortedMap<String, String> textsAt(String path) {
    SortedMap<String, String> texts = new TreeMap<>();
    if (path.endsWith("/")) {
      facts
          .subMap(path, path.substring(0, path.length() - 1) + "0")
          .forEach((file, fact) -> {
            if (fact instanceof Kept(String text)) {
              texts.put(file, text);
            }
          });
    } else {
      String text = textOrNull(path);
      if (text != null) {
        texts.put(tree().resolve(path).orElse(path), text);
      }
    }
    return texts;
  }

  /// The kept files of this name.
  SortedMap<String, String> textsNamed(String name) {
    SortedMap<String, String> texts = new TreeMap<>();
    facts.forEach((file, fact) -> {
      if (fact instanceof Kept(String text) && file.endsWith("/" + name)) {
        texts.put(file, text);
      }
    });
    return texts;
  }

  /// The accounts of `/etc/passwd`, or null when there is no such file.
  @Nullable List<Account> accounts() {
    return facts.get("/etc/passwd") instanceof Accounts(List<Account> accounts) ? accounts : null;
  }

  List<Group> groups() {
    return facts.get("/etc/group") instanceof Groups(List<Group> groups) ? groups : List.of();
  }

  List<Shadow> shadows() {
    return facts.get("/etc/shadow") instanceof Shadows(List<Shadow> shadows) ? shadows : List.of();
  }

  boolean knowsUser(long uid) {
    return userIds.contains(uid);
  }

  boolean knowsGroup(long gid) {
    return groupIds.contains(gid);
  }

  /// Where a visible file lies.
  Location at(String path) {
    int layer = tree().layerOf(path);
    return new Location(path, layer < 0 ? Location.NO_LAYER : layer);
  }

  /// The value of a variable, or null; the last of that name counts.
  @Nullable String variableOrNull(String name) {
    String value = null;
    for (String variable : execution().env()) {
      if (variable.startsWith(name + "=")) {
        value = variable.substring(name.length() + 1);
      }
    }
    return value;
  }

  /// All variables; the last of a name counts.
  Map<String, String> variables() {
    Map<String, String> variables = new HashMap<>();
    for (String variable : execution().env()) {
      int equals = variable.indexOf('=');
      if (equals > 0) {
        variables.put(variable.substring(0, equals), variable.substring(equals + 1));
      }
    }
    return variables;
  }

  /// The folders in which a command without a slash is looked for, the first of them where there
  /// are more than anyone means.
  List<String> searchPath() {
    return searchPath;
  }

  private static List<String> folders(@Nullable String path) {
    String searched =
        path == null || path.isEmpty()
            ? "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
            : path;
    return Stream.of(searched.split(":", SEARCHED_MAX + 1)).limit(SEARCHED_MAX).toList();
  }

  /// The file that a command is, without links, or null.
  @Nullable String programOrNull(String command) {
    return programs.computeIfAbsent(command, each -> Optional.ofNullable(look(each))).orElse(null);
  }

  private @Nullable String look(String command) {
    if (command.startsWith("/")) {
      return tree().resolve(command).orElse(null);
    }
    if (command.contains("/")) {
      return tree().resolve(execution().workingDir() + "/" + command).orElse(null);
    }
    for (String folder : searchPath) {
      if (folder.startsWith("/") && !command.isEmpty()) {
        String found = tree().resolve(folder + "/" + command).orElse(null);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  /// How a container starts: the entry point and its arguments.
  List<String> command() {
    List<String> words = new ArrayList<>(execution().entrypoint());
    words.addAll(execution().cmd());
    return words;
  }
}
