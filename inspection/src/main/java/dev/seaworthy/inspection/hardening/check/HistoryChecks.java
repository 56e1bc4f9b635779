package dev.seaworthy.inspection.hardening.check;

import static dev.seaworthy.inspection.hardening.check.ConfigChecks.shown;

import dev.seaworthy.inspection.dockerfile.shell.ShellCommand;
import dev.seaworthy.inspection.dockerfile.shell.ShellCommand.Joint;
import dev.seaworthy.inspection.dockerfile.shell.ShellScript;
import dev.seaworthy.inspection.dockerfile.shell.ShellWord;
import dev.seaworthy.inspection.hardening.check.Check.Coded;
import dev.seaworthy.inspection.hardening.check.Condition.OfImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Checks of the steps that made the image. What a step says may hold secrets, so evidence shows
/// programs, options and hosts alone.
final class HistoryChecks {

  private static final Pattern ADDRESS =
      Pattern.compile("(?:https?|ftp|git|ssh)://(?:[^/@\\s]*@)?([^/\\s:]+).*|git@([^:\\s]+):.*");
  private static final Pattern PINNED_COMMIT = Pattern.compile(".*#[0-9a-f]{40}(?::.*)?");

  private static final Set<String> APT = Set.of("apt-get", "apt", "aptitude");
  private static final Set<String> YUM = Set.of("yum", "dnf", "dnf5", "microdnf", "tdnf");
  private static final Set<String> INDEX_WORDS =
      Set.of("update", "makecache", "check-update", "refresh", "ref");
  private static final Set<String> APT_USES =
      Set.of("install", "upgrade", "dist-upgrade", "full-upgrade", "build-dep", "satisfy");
  private static final Set<String> OTHER_USES =
      Set.of("install", "in", "add", "upgrade", "update", "up", "patch", "dup", "distro-sync");
  private static final Set<String> WHOLE_UPGRADES =
      Set.of("dist-upgrade", "full-upgrade", "distro-sync", "dup", "system-upgrade");
  private static final Set<String> UPGRADERS =
      Set.of("apt-get", "apt", "aptitude", "yum", "dnf", "dnf5", "zypper");

  /// Beside interpreters, what runs the text that it is given.
  private static final Set<String> READERS = Set.of("eval", ".", "source");

  private HistoryChecks() {}

  static List<Coded> all() {
    return List.of(
        ofSteps("hardening.add-remote", "remote", (step, _) -> remoteAdd(step)),
        ofSteps("hardening.add-instead-of-copy", "local", (step, _) -> localAdd(step)),
        ofSteps("hardening.update-alone", "alone", (step, _) -> updateAlone(step)),
        ofSteps("hardening.distribution-upgrade", "upgrade", (step, _) -> wholeUpgrade(step)),
        ofSteps("hardening.unverified-download", "option", HistoryChecks::unverified),
        new Coded(
            "hardening.pipe-to-shell",
            Scope.HISTORY,
            List.of(
                new OfImage("pipe", eachStep(HistoryChecks::pipe)),
                new OfImage("substitution", eachStep(HistoryChecks::substitution)))));
  }

  /// What is wrong with a step, or null.
  private interface StepTest {
    @Nullable String look(HistoryStep step, Parameters parameters);
  }

  private static Coded ofSteps(String id, String name, StepTest test) {
    return new Coded(id, Scope.HISTORY, List.of(new OfImage(name, eachStep(test))));
  }

  private static Condition.ImageTest eachStep(StepTest test) {
    return (image, parameters) -> {
      List<Sight> sights = new ArrayList<>();
      for (HistoryStep step : image.history()) {
        String evidence = test.look(step, parameters);
        if (evidence != null) {
          sights.add(Sight.at(step.location(), evidence));
        }
      }
      return sights;
    };
  }

  private static List<String> sources(HistoryStep step) {
    List<String> words = step.words().stream().filter(word -> !word.startsWith("--")).toList();
    return words.size() > 1 ? words.subList(0, words.size() - 1) : List.of();
  }

  private static @Nullable String remoteAdd(HistoryStep step) {
    if (!step.is("ADD") || step.words().stream().anyMatch(word -> word.startsWith("--checksum="))) {
      return null;
    }
    for (String source : sources(step)) {
      Matcher address = ADDRESS.matcher(source);
      if (address.matches() && !PINNED_COMMIT.matcher(source).matches()) {
        String host = address.group(1) != null ? address.group(1) : address.group(2);
        return "ADD takes a file from %s, with no checksum".formatted(shown(host));
      }
    }
    return null;
  }

  private static @Nullable String localAdd(HistoryStep step) {
    if (!step.is("ADD") || sources(step).isEmpty()) {
      return null;
    }
    boolean isRoot = step.words().getLast().equals("/");
    boolean isRootFileSystem = step.isFirstLayer() && isRoot;
    boolean isLocal = sources(step).stream().anyMatch(source -> !ADDRESS.matcher(source).matches());
    return isLocal && !isRootFileSystem
        ? "ADD where COPY would do; ADD also unpacks and downloads"
        : null;
  }

  private static @Nullable String updateAlone(HistoryStep step) {
    String updated = null;
    boolean isUsed = false;
    for (ShellCommand command : step.commands()) {
      String program = command.called().name();
      Function<Set<String>, Boolean> says = words -> says(command, words);
      boolean isInstaller =
          APT.contains(program)
              || YUM.contains(program)
              || program.equals("apk")
              || program.equals("zypper");
      if (!isInstaller) {
        continue;
      }
      // To "update" is to upgrade with yum and its kin, and with zypper.
      boolean readsIndex =
          says.apply(INDEX_WORDS)
              && (APT.contains(program) || program.equals("apk") || !says.apply(Set.of("update")));
      if (readsIndex) {
        updated = program;
      } else {
        isUsed |= says.apply(APT.contains(program) ? APT_USES : OTHER_USES);
      }
    }
    return updated != null && !isUsed
        ? "%s reads its index in a step that installs nothing".formatted(updated)
        : null;
  }

  private static List<String> arguments(ShellCommand command) {
    return command.called().arguments().stream().map(ShellWord::text).toList();
  }

  private static boolean says(ShellCommand command, Set<String> words) {
    return arguments(command).stream().anyMatch(words::contains);
  }

  private static @Nullable String wholeUpgrade(HistoryStep step) {
    for (ShellCommand command : step.commands()) {
      if (command.called().name().equals("do-release-upgrade")) {
        return "do-release-upgrade changes the release";
      }
      if (UPGRADERS.contains(command.called().name()) && says(command, WHOLE_UPGRADES)) {
        return "%s upgrades the whole distribution".formatted(command.called().name());
      }
    }
    return null;
  }

  private static @Nullable String unverified(HistoryStep step, Parameters parameters) {
    for (ShellCommand command : step.commands()) {
      for (String option : parameters.texts("options")) {
        List<String> words = List.of(option.split(" "));
        if (words.getFirst().equals(command.called().name())
            && has(arguments(command), words.subList(1, words.size()))) {
          return "%s verifies nothing".formatted(option);
        }
      }
    }
    return null;
  }

  /// Whether the arguments hold these words one after the other; a single letter as in `-k` may
  /// stand among others, and a long option may have a value.
  private static boolean has(List<String> arguments, List<String> words) {
    for (int i = 0; i + words.size() <= arguments.size(); i++) {
      boolean fits = true;
      for (int k = 0; k < words.size(); k++) {
        fits &= is(arguments.get(i + k), words.get(k));
      }
      if (fits) {
        return true;
      }
    }
    return false;
  }

  private static boolean is(String argument, String word) {
    boolean isLetter = word.length() == 2 && word.startsWith("-");
    if (isLetter) {
      return argument.matches("-[A-Za-z]*") && argument.indexOf(word.charAt(1)) > 0;
    }
    return argument.equals(word) || (word.startsWith("--") && argument.startsWith(word + "="));
  }

  private static @Nullable String pipe(HistoryStep step, Parameters parameters) {
    for (ShellScript script : step.scripts()) {
      String downloader = null;
      for (ShellCommand command : script.commands()) {
        String program = command.called().name();
        if (command.joint() != Joint.PIPE) {
          downloader = null;
        }
        if (downloader != null && parameters.fits("interpreters", program)) {
          return "what %s downloads goes straight into %s".formatted(downloader, shown(program));
        }
        if (parameters.fits("downloaders", program)) {
          downloader = program;
        }
      }
    }
    return null;
  }

  private static @Nullable String substitution(HistoryStep step, Parameters parameters) {
    for (ShellCommand command : step.commands()) {
      String program = command.called().name();
      if (parameters.fits("interpreters", program) || READERS.contains(program)) {
        Optional<String> downloader =
            Stream.concat(command.called().arguments().stream(), command.targets().stream())
                .map(ShellWord::inner)
                .flatMap(List::stream)
                .flatMap(ShellScript::all)
                .map(inner -> inner.called().name())
                .filter(inner -> parameters.fits("downloaders", inner))
                .findFirst();
        if (downloader.isPresent()) {
          return "what %s downloads is given to %s".formatted(downloader.get(), shown(program));
        }
      }
    }
    return null;
  }
}
