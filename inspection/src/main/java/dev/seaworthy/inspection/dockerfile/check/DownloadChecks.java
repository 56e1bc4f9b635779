package dev.seaworthy.inspection.dockerfile.check;

import dev.seaworthy.inspection.dockerfile.check.DockerfileCheck.Look;
import dev.seaworthy.inspection.dockerfile.shell.Invocation;
import dev.seaworthy.inspection.dockerfile.shell.ShellCommand;
import dev.seaworthy.inspection.dockerfile.shell.ShellCommand.Joint;
import dev.seaworthy.inspection.dockerfile.shell.ShellParser;
import dev.seaworthy.inspection.dockerfile.shell.ShellScript;
import dev.seaworthy.inspection.dockerfile.shell.ShellWord;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// What is fetched in a build, and whether anybody looks at it.
final class DownloadChecks {

  private static final Set<String> FETCHING =
      Set.of("curl", "wget", "aria2c", "fetch", "http", "lwp-request");
  private static final Pattern INTERPRETER =
      Pattern.compile("python[0-9.]*|pypy[0-9]*|perl|ruby|node|nodejs|php|pwsh|lua|bun|deno");
  private static final Set<String> EVALUATING = Set.of("eval", "source", ".");
  private static final Set<String> UNPACKING =
      Set.of(
          "tar", "bsdtar", "unzip", "cpio", "gunzip", "xz", "zstd", "dd", "tee", "dpkg", "rpm",
          "gzip", "bzip2", "unxz");
  private static final Set<String> VERIFYING =
      Set.of(
          "sha1sum",
          "sha224sum",
          "sha256sum",
          "sha384sum",
          "sha512sum",
          "shasum",
          "b2sum",
          "md5sum",
          "gpg",
          "gpgv",
          "gpg2",
          "cosign",
          "minisign",
          "signify",
          "openssl",
          "sha256",
          "sha512",
          "cksum",
          "slsa-verifier",
          "rhash");
  private static final Pattern HTTP =
      Pattern.compile("(?i)http://(?!(?:localhost|127\\.|\\[::1\\]|\\$))\\S+");

  /// The short options of curl that take a value.
  private static final String CURL_VALUES = "AbcCdDeEFhHKmoPQrtTuUwxXyYz";

  private DownloadChecks() {}

  static void addTo(Map<String, Look> looks) {
    looks.put("pipe-to-shell", DownloadChecks::pipeToShell);
    looks.put("plain-http", DownloadChecks::plainHttp);
    looks.put("download-unchecked", DownloadChecks::unchecked);
  }

  static boolean isFetching(Invocation called) {
    return FETCHING.contains(called.name());
  }

  private static boolean isInterpreter(Invocation called) {
    return ShellParser.isShell(called.name()) || INTERPRETER.matcher(called.name()).matches();
  }

  private static void pipeToShell(Build build, Sightings found) {
    build
        .runs()
        .forEach(step ->
            step.scripts().stream()
                .flatMap(ShellScript::scripts)
                .forEach(script -> {
                  boolean isFetched = false;
                  for (ShellCommand command : script.commands()) {
                    isFetched = isFetched && command.joint() == Joint.PIPE;
                    if ((isFetched && runsItsInput(command.called())) || runsAnAnswer(command)) {
                      found.add(step, command, isFetched ? "a download is piped to" : "");
                    }
                    isFetched = isFetched || isFetching(command.called());
                  }
                }));
  }

  /// Whether the program takes what comes through the pipe for its script.
  private static boolean runsItsInput(Invocation called) {
    if (!isInterpreter(called)) {
      return false;
    }
    boolean isShell = ShellParser.isShell(called.name());
    for (ShellWord word : called.arguments()) {
      String text = word.text();
      if (text.equals("-") || text.equals("/dev/stdin") || (isShell && text.equals("-s"))) {
        return true;
      }
      if (!text.startsWith("-")) {
        return false;
      }
      if (!text.startsWith("--") && text.matches(isShell ? "-[a-z]*c" : "-[a-zA-Z]*[cemnr]")) {
        return false;
      }
    }
    return true;
  }

  /// Whether a script is made of what a download in it answers: `sh -c "$(curl ...)"`, `bash <(curl
  /// ...)`, `eval`.
  private static boolean runsAnAnswer(ShellCommand command) {
    Invocation called = command.called();
    if (!isInterpreter(called) && !EVALUATING.contains(called.name())) {
      return false;
    }
    List<ShellWord> words = called.arguments();
    for (int i = 0; i < words.size(); i++) {
      ShellWord word = words.get(i);
      boolean isScript =
          EVALUATING.contains(called.name())
              || word.text().startsWith("<(")
              || (i > 0
                  && words.get(i - 1).text().matches("-[a-z]*[ce]")
                  && word.text().startsWith("$("))
              || (i > 0
                  && words.get(i - 1).text().matches("-[a-z]*[ce]")
                  && word.text().startsWith("`"));
      if (isScript
          && word.inner().stream()
              .flatMap(ShellScript::all)
              .map(ShellCommand::called)
              .anyMatch(DownloadChecks::isFetching)) {
        return true;
      }
    }
    return false;
  }

  private static void plainHttp(Build build, Sightings found) {
    Set<String> others =
        Set.of("git", "pip", "pip3", "npm", "yarn", "pnpm", "gem", "go", "cargo", "svn");
    build
        .runs()
        .forEach(step ->
            step.commands()
                .filter(command ->
                    isFetching(command.called()) || others.contains(command.called().name()))
                .filter(command ->
                    command.called().arguments().stream()
                        .map(ShellWord::text)
                        .filter(text -> !text.startsWith("-x") && !text.startsWith("--proxy"))
                        .anyMatch(text -> HTTP.matcher(step.scope().shown(text)).find()))
                .forEach(command -> found.add(step, command)));
  }

  private static void unchecked(Build build, Sightings found) {
    build
        .runs()
        .filter(step -> step.commands().noneMatch(DownloadChecks::isVerifying))
        .forEach(step ->
            step.scripts().stream()
                .flatMap(ShellScript::scripts)
                .forEach(script -> {
                  List<ShellCommand> commands = script.commands();
                  for (int i = 0; i < commands.size(); i++) {
                    ShellCommand command = commands.get(i);
                    boolean isUnpacked =
                        i + 1 < commands.size()
                            && commands.get(i + 1).joint() == Joint.PIPE
                            && UNPACKING.contains(commands.get(i + 1).called().name());
                    if (isFetching(command.called()) && (isUnpacked || isKept(command))) {
                      found.add(step, command);
                    }
                  }
                }));
  }

  private static boolean isVerifying(ShellCommand command) {
    return VERIFYING.contains(command.called().name())
        || command.called().has("--checksum", "--hash", "--expected-digest");
  }

  /// Whether what is fetched goes into a file.
  private static boolean isKept(ShellCommand command) {
    Invocation called = command.called();
    boolean isToFile =
        command.targets().stream().anyMatch(target -> !target.text().startsWith("/dev/"));
    if (called.is("curl")) {
      boolean isNamed =
          called.has("--output", "--remote-name", "--remote-name-all", "--output-dir")
              || called.hasShort('o', CURL_VALUES.replace("o", ""))
              || called.hasShort('O', CURL_VALUES);
      boolean isThrownAway =
          called.arguments().stream().anyMatch(word -> word.text().startsWith("/dev/null"));
      return (isNamed && !isThrownAway) || isToFile;
    }
    if (called.is("wget")) {
      boolean isPrinted =
          called.has("--spider")
              || called.arguments().stream()
                  .anyMatch(word ->
                      word.text().matches("-[a-zA-Z]*O-|--output-document=(?:-|/dev/.*)|-"));
      return !isPrinted || isToFile;
    }
    return isToFile;
  }
}
