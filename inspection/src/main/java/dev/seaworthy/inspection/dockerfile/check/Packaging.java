package dev.seaworthy.inspection.dockerfile.check;

import dev.seaworthy.inspection.dockerfile.shell.Invocation;
import dev.seaworthy.inspection.dockerfile.shell.ShellCommand;
import dev.seaworthy.inspection.dockerfile.shell.ShellWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Tells calls of package managers from other commands.
final class Packaging {

  private static final Pattern PIP = Pattern.compile("pip[0-9.]*");
  private static final Pattern PYTHON = Pattern.compile("python[0-9.]*");

  private Packaging() {}

  /// Families of package managers that take alike words.
  enum Kind {
    APT(
        Set.of(
            "install",
            "update",
            "upgrade",
            "dist-upgrade",
            "full-upgrade",
            "clean",
            "distclean",
            "dist-clean",
            "remove",
            "purge",
            "autoremove",
            "build-dep",
            "source",
            "download"),
        Set.of("-o", "-t", "-c", "--target-release", "--option")),
    APK(
        Set.of("add", "update", "upgrade", "del", "fetch", "fix"),
        Set.of("-t", "--virtual", "-X", "--repository", "-p", "--root", "--arch")),
    DNF(
        Set.of(
            "install",
            "update",
            "upgrade",
            "distro-sync",
            "clean",
            "remove",
            "erase",
            "groupinstall",
            "localinstall",
            "makecache",
            "reinstall",
            "module"),
        Set.of("-c", "-x", "--installroot", "--releasever", "--enablerepo", "--disablerepo")),
    ZYPPER(
        Set.of(
            "in",
            "install",
            "up",
            "update",
            "dup",
            "dist-upgrade",
            "clean",
            "cc",
            "rm",
            "remove",
            "ref",
            "refresh",
            "ar",
            "addrepo"),
        Set.of("-r", "--repo", "-t", "--type")),
    PIP(
        Set.of("install", "download", "wheel", "sync", "uninstall", "config", "freeze"),
        Set.of(
            "-r",
            "-c",
            "-e",
            "-i",
            "-f",
            "-t",
            "--requirement",
            "--constraint",
            "--editable",
            "--index-url",
            "--extra-index-url",
            "--find-links",
            "--target",
            "--prefix",
            "--root",
            "--trusted-host",
            "--cert",
            "--proxy",
            "--cache-dir",
            "--platform",
            "--only-binary",
            "--no-binary",
            "--timeout",
            "--retries")),
    NPM(
        Set.of(
            "install", "i", "ci", "add", "run", "config", "set", "cache", "update", "rebuild",
            "prune", "test", "exec", "link", "pack"),
        Set.of(
            "--registry",
            "--prefix",
            "--cache",
            "--loglevel",
            "-w",
            "--workspace",
            "--omit",
            "--include")),
    YARN(
        Set.of(
            "install",
            "add",
            "global",
            "run",
            "build",
            "config",
            "cache",
            "set",
            "workspaces",
            "workspace",
            "test",
            "start",
            "dlx",
            "exec"),
        Set.of("--registry", "--cwd", "--network-timeout", "--modules-folder", "--cache-folder")),
    PNPM(
        Set.of(
            "install", "i", "add", "run", "build", "config", "fetch", "deploy", "exec", "dlx",
            "store", "test"),
        Set.of("--registry", "--filter", "-F", "--store-dir", "-C", "--dir")),
    GEM(
        Set.of("install", "update", "uninstall", "sources"),
        Set.of("-v", "--version", "-s", "--source", "-P", "-i", "-n"));

    @SuppressWarnings("ImmutableEnumChecker") // made by Set.of
    private final Set<String> verbs;

    @SuppressWarnings("ImmutableEnumChecker") // made by Set.of
    private final Set<String> withValue;

    Kind(Set<String> verbs, Set<String> withValue) {
      this.verbs = verbs;
      this.withValue = withValue;
    }
  }

  /// One call.
  ///
  /// @param verb what it is to do, such as `install`; empty where none is known
  /// @param packages what it is to do it with
  record Call(Kind kind, ShellCommand command, String verb, List<String> packages) {

    boolean isInstall() {
      return switch (kind) {
        case APT, PIP, GEM -> verb.equals("install");
        case APK -> verb.equals("add");
        case DNF -> verb.equals("install") || verb.equals("localinstall");
        case ZYPPER -> verb.equals("in") || verb.equals("install");
        case NPM, PNPM -> verb.equals("install") || verb.equals("i") || verb.equals("add");
        case YARN -> verb.equals("add");
      };
    }
  }

  static Optional<Call> of(ShellCommand command) {
    Invocation called = command.called();
    List<ShellWord> words = called.arguments();
    String name = called.name();
    boolean isModule =
        PYTHON.matcher(name).matches()
            && words.size() > 1
            && words.get(0).text().equals("-m")
            && words.get(1).text().equals("pip");
    boolean isUv = name.equals("uv") && !words.isEmpty() && words.getFirst().text().equals("pip");
    if (isModule || isUv || PIP.matcher(name).matches()) {
      return Optional.of(
          call(Kind.PIP, command, words.subList(isModule ? 2 : isUv ? 1 : 0, words.size())));
    }
    Kind kind =
        switch (name) {
          case "apt-get", "apt", "aptitude" -> Kind.APT;
          case "apk" -> Kind.APK;
          case "dnf", "dnf5", "yum", "microdnf", "tdnf" -> Kind.DNF;
          case "zypper" -> Kind.ZYPPER;
          case "npm" -> Kind.NPM;
          case "yarn" -> Kind.YARN;
          case "pnpm" -> Kind.PNPM;
          case "gem" -> Kind.GEM;
          default -> null;
        };
    return kind == null ? Optional.empty() : Optional.of(call(kind, command, words));
  }

  private static Call call(Kind kind, ShellCommand command, List<ShellWord> words) {
    String verb = "";
    List<String> packages = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i).text();
      boolean isOption = word.startsWith("-");
      if (kind.withValue.contains(word)) {
        i++;
      } else if (!isOption && verb.isEmpty() && kind.verbs.contains(word)) {
        verb = word;
      } else if (!isOption && !word.isBlank()) {
        packages.add(word);
      }
    }
    return new Call(kind, command, verb, packages);
  }
}
