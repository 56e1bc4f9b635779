package dev.seaworthy.inspection.dockerfile.check;

import dev.seaworthy.inspection.dockerfile.Instruction.Transfer;
import dev.seaworthy.inspection.dockerfile.check.DockerfileCheck.Look;
import dev.seaworthy.inspection.dockerfile.check.Packaging.Call;
import dev.seaworthy.inspection.dockerfile.shell.Invocation;
import dev.seaworthy.inspection.dockerfile.shell.ShellCommand;
import dev.seaworthy.inspection.dockerfile.shell.ShellWord;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Rights that files and programs get.
final class PermissionChecks {

  private static final Pattern OCTAL = Pattern.compile("0?([0-7])?[0-7]{2}([0-7])");
  private static final Pattern FOR_ALL =
      Pattern.compile("(?:[ugo]*[oa][ugoa]*[+=][rxXst]*w[rwxXst]*|\\+[rxX]*w[rwxX]*)");
  private static final Pattern WITH_OWNER = Pattern.compile("[ugoa]*[+=][rwxX]*s[rwxXst]*");
  private static final int MODE_CHARS_MAX = 60;
  private static final Set<String> SSH_SERVERS =
      Set.of("openssh-server", "openssh", "openssh-server-pam", "dropbear", "ssh", "dropbear-bin");

  private PermissionChecks() {}

  static void addTo(Map<String, Look> looks) {
    looks.put("sudo", PermissionChecks::sudo);
    looks.put("ssh-server", PermissionChecks::sshServer);
    looks.put("world-writable", (build, found) -> modes(build, found, PermissionChecks::isForAll));
    looks.put("setuid", (build, found) -> modes(build, found, PermissionChecks::isWithOwner));
  }

  private static void sudo(Build build, Sightings found) {
    build
        .runs()
        .forEach(step ->
            step.commands()
                .filter(command ->
                    command.called().wrappers().contains("sudo")
                        || command.called().is("sudo")
                        || installs(command, Set.of("sudo")))
                .forEach(command -> found.add(step, command)));
  }

  private static void sshServer(Build build, Sightings found) {
    build
        .runs()
        .forEach(step ->
            step.commands()
                .filter(command -> installs(command, SSH_SERVERS))
                .forEach(command -> found.add(step, command)));
  }

  private static boolean installs(ShellCommand command, Set<String> names) {
    return Packaging.of(command)
        .filter(Call::isInstall)
        .filter(call ->
            switch (call.kind()) {
              case APT, APK, DNF, ZYPPER ->
                  call.packages().stream()
                      .anyMatch(each -> names.contains(each.replaceFirst("[=~<>].*", "")));
              case PIP, NPM, YARN, PNPM, GEM -> false;
            })
        .isPresent();
  }

  private static void modes(Build build, Sightings found, Predicate<String> fits) {
    build
        .steps()
        .filter(step -> step.instruction() instanceof Transfer)
        .filter(step ->
            step.instruction()
                .code()
                .flag("chmod")
                .map(step.scope()::shown)
                .filter(mode -> anyFits(mode, fits))
                .isPresent())
        .forEach(found::add);
    build
        .runs()
        .forEach(step ->
            step.commands()
                .filter(command ->
                    mode(command.called()).filter(mode -> anyFits(mode, fits)).isPresent())
                .forEach(command -> found.add(step, command)));
  }

  private static boolean anyFits(String mode, Predicate<String> fits) {
    return mode.length() <= MODE_CHARS_MAX && Stream.of(mode.split(",", -1)).anyMatch(fits);
  }

  /// The mode that `chmod`, `install` or `mkdir` gives.
  private static Optional<String> mode(Invocation called) {
    if (called.is("chmod")) {
      return called.arguments().stream()
          .map(ShellWord::text)
          .filter(text -> !text.startsWith("-"))
          .findFirst();
    }
    return called.is("install", "mkdir")
        ? called.valueOf("-m", "--mode").map(ShellWord::text)
        : Optional.empty();
  }

  /// The sticky mark keeps people from each other's files.
  private static boolean isForAll(String mode) {
    var octal = OCTAL.matcher(mode);
    if (octal.matches()) {
      boolean isSticky = octal.group(1) != null && "1357".contains(octal.group(1));
      return !isSticky && "2367".contains(octal.group(2));
    }
    return FOR_ALL.matcher(mode).matches();
  }

  private static boolean isWithOwner(String mode) {
    var octal = OCTAL.matcher(mode);
    return octal.matches()
        ? octal.group(1) != null && "234567".contains(octal.group(1))
        : WITH_OWNER.matcher(mode).matches();
  }
}
