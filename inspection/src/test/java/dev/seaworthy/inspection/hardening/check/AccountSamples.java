package dev.seaworthy.inspection.hardening.check;

import static dev.seaworthy.inspection.hardening.check.Sample.fail;
import static dev.seaworthy.inspection.hardening.check.Sample.notApplicable;
import static dev.seaworthy.inspection.hardening.check.Sample.notChecked;
import static dev.seaworthy.inspection.hardening.check.Sample.pass;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.seaworthy.testkit.image.TarEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Samples of the checks of accounts.
final class AccountSamples {

  private static final String HASH = "$6$saltsalt$" + "a".repeat(86);

  private AccountSamples() {}

  static List<Sample> all() {
    List<Sample> all = new ArrayList<>();
    all.addAll(passwords());
    all.addAll(accounts());
    all.addAll(files());
    all.addAll(sudo());
    all.addAll(unread());
    Stream.of(
            "password-empty",
            "password-set",
            "uid-zero-alias",
            "account-duplicate",
            "account-file-mode",
            "file-unowned")
        .forEach(check ->
            all.add(
                notApplicable(
                    check,
                    "no accounts",
                    image -> image.layer(tar -> tar.whiteout("etc/passwd")))));
    return all;
  }

  private static Consumer<SampleImage> passwd(String text) {
    return image -> image.files("/etc/passwd", text);
  }

  private static Consumer<SampleImage> shadow(String text) {
    return image ->
        image.top(tar -> tar.entry(TarEntry.file("etc/shadow").mode(0640), text.getBytes(UTF_8)));
  }

  private static List<Sample> passwords() {
    return List.of(
        fail("password-empty", "in passwd", passwd("root::0:0::/:/bin/sh\n"), "/etc/passwd#root"),
        fail("password-empty", "in shadow", shadow("root::1:0:::::\n"), "/etc/shadow#root"),
        pass("password-empty", "locked in three ways", shadow("a:*:1\nb:!:1\nc:!!:1\nd:x:1\n")),
        pass("password-empty", "in a comment", shadow("#root::1:0:::::\n")),
        fail(
            "password-set",
            "in passwd",
            passwd("root:" + HASH + ":0:0::/:/bin/sh\n"),
            "/etc/passwd#root"),
        fail("password-set", "in shadow", shadow("app:" + HASH + ":1\n"), "/etc/shadow#app"),
        fail(
            "password-set",
            "the oldest form, of 13 characters",
            shadow("app:abcdefghijklm:1\n"),
            "/etc/shadow#app"),
        pass("password-set", "a locked hash", shadow("app:!" + HASH + ":1\n")),
        pass("password-set", "too short for a hash", shadow("app:abcdefghijkl:1\n")));
  }

  private static List<Sample> accounts() {
    return List.of(
        fail(
            "uid-zero-alias",
            "toor",
            passwd("root:x:0:0::/:/bin/sh\ntoor:x:0:0::/:/bin/sh\n"),
            "/etc/passwd#toor"),
        pass(
            "uid-zero-alias",
            "uid 1, and root twice",
            passwd("root:x:0:0::/:/\na:x:1:0::/:/\nroot:x:0:0::/:/\n")),
        fail(
            "account-duplicate", "a name", passwd("a:x:1:1::/:/\na:x:2:2::/:/\n"), "/etc/passwd#a"),
        fail(
            "account-duplicate",
            "a uid",
            passwd("a:x:1:1::/:/\nb:x:1:1::/:/\n"),
            "/etc/passwd#uid 1"),
        fail(
            "account-duplicate",
            "a group",
            image -> image.files("/etc/group", "a:x:1:\na:x:2:\n"),
            "/etc/group#a"),
        fail(
            "account-duplicate",
            "a gid",
            image -> image.files("/etc/group", "a:x:1:\nb:x:1:\n"),
            "/etc/group#gid 1"),
        pass(
            "account-duplicate",
            "users may share a group, and a user's and a group's number may be one",
            image ->
                image.files(
                    "/etc/passwd",
                    "a:x:1:1::/:/\nb:x:2:1::/:/\n",
                    "/etc/group",
                    "a:x:1:\nb:x:2:\n")));
  }

  private static List<Sample> files() {
    List<Sample> samples = new ArrayList<>();
    for (String file : List.of("/etc/shadow", "/etc/gshadow", "/etc/shadow-", "/etc/gshadow-")) {
      samples.add(
          fail("account-file-mode", file + " to be read", image -> image.file(file, 0644), file));
    }
    for (String file : List.of("/etc/group", "/etc/sudoers", "/etc/passwd")) {
      samples.add(
          fail(
              "account-file-mode", file + " to be written", image -> image.file(file, 0664), file));
    }
    samples.addAll(
        List.of(
            fail(
                "account-file-mode",
                "to be written by all",
                image -> image.file("/etc/group", 0646),
                "/etc/group"),
            fail(
                "account-file-mode",
                "owned by another",
                image ->
                    image.top(tar ->
                        tar.entry(
                            TarEntry.file("etc/group").owner(1, 0), "a:x:1:\n".getBytes(UTF_8))),
                "/etc/group"),
            pass(
                "account-file-mode",
                "as they ought to be, and a link",
                image -> image.file("/etc/gshadow", 0640).link("/etc/sudoers", "/srv/x")),
            pass(
                "account-file-mode",
                "files of the same names elsewhere",
                image -> image.file("/srv/etc/shadow", 0666))));
    return samples;
  }

  /// Of accounts that could not be read nobody knows that they are in order.
  private static List<Sample> unread() {
    List<Sample> samples = new ArrayList<>();
    for (String check : List.of("password-empty", "password-set", "uid-zero-alias")) {
      for (String file : List.of("/etc/passwd", "/etc/shadow", "/etc/group")) {
        samples.add(notChecked(check, file + " is a link", image -> image.link(file, "/srv/x")));
      }
      samples.add(
          notChecked(
              check,
              "/etc/passwd is too large",
              image -> image.files("/etc/passwd", "a:x:1:1::/:/\n".repeat(100_000))));
    }
    return samples;
  }

  private static List<Sample> sudo() {
    return List.of(
        fail(
            "sudo-without-password",
            "in both places",
            image ->
                image.files(
                    "/etc/sudoers",
                    "root ALL=(ALL) ALL\napp ALL=(ALL) NOPASSWD: ALL\n",
                    "/etc/sudoers.d/app",
                    "Defaults:app !authenticate\n"),
            "/etc/sudoers#app ALL=(ALL) NOPASSWD: ALL",
            "/etc/sudoers.d/app#Defaults:app !authenticate"),
        fail(
            "sudo-without-password",
            "for users whose names are like those of secrets, or numbers",
            image ->
                image.files(
                    "/etc/sudoers",
                    "tokend ALL=(ALL) NOPASSWD: ALL\n#1000 ALL=(ALL) NOPASSWD: ALL # him\n",
                    "/etc/sudoers.d/credentials",
                    "%#27 secret-host=(ALL) NOPASSWD: ALL\n"),
            "/etc/sudoers#tokend ALL=(ALL) NOPASSWD: ALL",
            "/etc/sudoers##1000 ALL=(ALL) NOPASSWD: ALL # him",
            "/etc/sudoers.d/credentials#%#27 secret-host=(ALL) NOPASSWD: ALL"),
        pass(
            "sudo-without-password",
            "asks for one",
            image ->
                image.files(
                    "/etc/sudoers",
                    "app ALL=(ALL) ALL # NOPASSWD: ALL\n# NOPASSWD: ALL\n#1 ALL=(ALL) ALL\n")),
        notChecked(
            "sudo-without-password", "a link", image -> image.link("/etc/sudoers", "/srv/sudoers")),
        notChecked(
            "sudo-without-password",
            "too large",
            image -> image.files("/etc/sudoers", "#\n".repeat(600_000))),
        notApplicable("sudo-without-password", "no sudo", image -> {}));
  }
}
