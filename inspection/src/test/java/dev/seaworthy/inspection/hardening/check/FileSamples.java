package dev.seaworthy.inspection.hardening.check;

import static dev.seaworthy.inspection.hardening.check.Sample.fail;
import static dev.seaworthy.inspection.hardening.check.Sample.pass;

import dev.seaworthy.testkit.image.TarEntry;
import java.util.ArrayList;
import java.util.List;

/// Samples of the checks of files.
final class FileSamples {

  private static final List<String> NAMES =
      List.of(
          "Dockerfile",
          "Dockerfile.prod",
          "Containerfile",
          ".dockerignore",
          "docker-compose.yml",
          "docker-compose.yaml",
          "compose.yaml",
          ".bash_history",
          ".ash_history",
          ".zsh_history",
          ".python_history",
          ".node_repl_history",
          ".mysql_history",
          ".psql_history",
          ".rediscli_history",
          ".lesshst",
          ".viminfo",
          ".wget-hsts",
          ".DS_Store");

  private FileSamples() {}

  static List<Sample> all() {
    List<Sample> all = new ArrayList<>();
    all.addAll(special());
    all.addAll(capabilities());
    all.addAll(open());
    all.addAll(leftovers());
    all.addAll(temporary());
    all.addAll(caches());
    return all;
  }

  private static SampleImage capable(SampleImage image, String path) {
    byte[] netBindService = {1, 0, 0, 2, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
    return image.top(tar ->
        tar.entry(
            TarEntry.file(path.substring(1)).attribute("security.capability", netBindService),
            new byte[] {1}));
  }

  private static List<Sample> special() {
    return List.of(
        fail("setuid", "setuid", image -> image.file("/usr/bin/su", 04755), "/usr/bin/su"),
        fail("setuid", "setgid", image -> image.file("/usr/bin/wall", 02755), "/usr/bin/wall"),
        pass(
            "setuid",
            "taken away by a later layer, a directory, and a file that a later layer removed",
            image ->
                image
                    .file("/usr/bin/su", 04755)
                    .file("/usr/bin/mount", 04755)
                    .top(tar -> tar.entry(TarEntry.directory("var/mail").mode(02775)))
                    .layer(tar -> {
                      tar.entry(TarEntry.file("usr/bin/su").mode(0755), new byte[] {1});
                      tar.whiteout("usr/bin/mount");
                    })),
        pass("setuid", "allowed", image -> image.file("/usr/bin/su", 04755))
            .with("allowed", "/usr/bin/su"),
        pass(
            "setuid",
            "stated",
            image ->
                image
                    .file("/usr/bin/su", 04755)
                    .purpose("/usr/bin/su", "", "2026-03-01", "2026-03-01"),
            "~/usr/bin/su"),
        fail(
            "setuid",
            "a package's statement does not speak of it",
            image ->
                image
                    .file("/usr/bin/su", 04755)
                    .dpkg("login", "/usr/bin/su")
                    .purpose("", "login", "2026-01-01", null),
            "/usr/bin/su"));
  }

  private static List<Sample> capabilities() {
    return List.of(
        fail("file-capability", "one", image -> capable(image, "/usr/bin/ping"), "/usr/bin/ping"),
        pass("file-capability", "allowed", image -> capable(image, "/usr/bin/ping"))
            .with("allowed", "/usr/bin/*"),
        pass(
            "file-capability",
            "stated",
            image ->
                capable(image, "/usr/bin/ping").purpose("/usr/bin/ping", "", "2026-01-01", null),
            "~/usr/bin/ping"),
        fail(
            "file-capability",
            "a package's statement does not speak of it",
            image ->
                capable(image, "/usr/bin/ping")
                    .dpkg("ping", "/usr/bin/ping")
                    .purpose("", "ping", "2026-01-01", null),
            "/usr/bin/ping"),
        fail(
            "device-file",
            "one",
            image -> image.top(tar -> tar.entry(TarEntry.characterDevice("dev/null", 1, 3))),
            "/dev/null"),
        pass(
            "device-file",
            "a pipe",
            image -> image.top(tar -> tar.entry(TarEntry.fifo("run/initctl")))));
  }

  private static List<Sample> open() {
    return List.of(
        fail("world-writable", "a file", image -> image.file("/srv/x", 0646), "/srv/x"),
        fail(
            "world-writable",
            "a directory",
            image -> image.top(tar -> tar.entry(TarEntry.directory("srv/x").mode(0777))),
            "/srv/x"),
        pass(
            "world-writable",
            "for a group, a sticky directory, a link",
            image ->
                image
                    .file("/srv/x", 0775)
                    .top(tar -> tar.entry(TarEntry.directory("srv/y").mode(01777)))
                    .link("/srv/z", "/srv/x")),
        pass(
            "world-writable",
            "stated",
            image -> image.file("/srv/x", 0666).purpose("/srv/x", "", "2026-01-01", "2026-12-31"),
            "~/srv/x"),
        fail(
            "world-writable",
            "a package's statement does not speak of it",
            image ->
                image.file("/srv/x", 0666).dpkg("x", "/srv/x").purpose("", "x", "2026-01-01", null),
            "/srv/x"),
        fail(
            "file-unowned",
            "an unknown user",
            image ->
                image.top(tar -> tar.entry(TarEntry.file("srv/x").owner(7, 65532), new byte[] {1})),
            "/srv/x"),
        fail(
            "file-unowned",
            "an unknown group",
            image ->
                image.top(tar -> tar.entry(TarEntry.file("srv/x").owner(65532, 7), new byte[] {1})),
            "/srv/x"),
        pass(
            "file-unowned",
            "known ones",
            image ->
                image.top(
                    tar -> tar.entry(TarEntry.file("srv/x").owner(65532, 65532), new byte[] {1}))));
  }

  private static List<Sample> leftovers() {
    return List.of(
        fail(
            "leftover",
            "each name",
            image -> NAMES.forEach(name -> image.file("/app/" + name, 0644)),
            NAMES.stream().map(name -> "/app/" + name).toArray(String[]::new)),
        fail(
            "leftover",
            "repositories",
            image ->
                image
                    .files(
                        "/a/.git/HEAD",
                        "x",
                        "/b/.svn/entries",
                        "x",
                        "/c/.hg/store",
                        "x",
                        "/d/.bzr/x",
                        "x")
                    .top(tar -> {
                      tar.directory("a/.git").directory("b/.svn").directory("c/.hg");
                      tar.directory("d/.bzr");
                    }),
            "/a/.git",
            "/b/.svn",
            "/c/.hg",
            "/d/.bzr"),
        fail(
            "leftover",
            "memory dumps",
            image ->
                image
                    .runtime("WorkingDir", "/srv")
                    .files("/core", "x", "/root/core.17", "x", "/tmp/core", "x", "/srv/core", "x")
                    .files("/var/crash/x.crash", "x", "/var/lib/systemd/coredump/y.zst", "x"),
            "/core",
            "/root/core.17",
            "/tmp/core",
            "/srv/core",
            "/var/crash/x.crash",
            "/var/lib/systemd/coredump/y.zst"));
  }

  private static List<Sample> temporary() {
    return List.of(
        pass(
            "leftover",
            "what is called alike",
            image ->
                image
                    .files(
                        "/app/core", "x", "/core.js", "x", "/core.17.js", "x", "/tmp/core.x", "x")
                    .files("/app/Dockerfiles", "x", "/app/history", "x", "/root/core", "")
                    .top(tar -> {
                      tar.directory("app/.git");
                      tar.directory("app/Dockerfile");
                      tar.symlink("app/.svn", "/app");
                    })),
        fail(
            "temporary-file",
            "in both folders",
            image -> image.files("/tmp/x/y", "", "/var/tmp/z", ""),
            "/tmp/x/y",
            "/var/tmp/z"),
        pass(
            "temporary-file",
            "empty directories, and other folders",
            image ->
                image.files("/srv/tmp/x", "", "/tmpx", "").top(tar -> tar.directory("tmp/y"))));
  }

  private static List<Sample> caches() {
    List<String> folders =
        List.of(
            "/var/lib/apt/lists",
            "/var/cache/apt",
            "/var/cache/apk",
            "/etc/apk/cache",
            "/var/cache/yum",
            "/var/cache/dnf",
            "/var/cache/zypp",
            "/var/cache/pacman/pkg",
            "/home/app/.cache/pip",
            "/home/app/.npm/_cacache");
    return List.of(
        fail(
            "package-cache",
            "each folder",
            image -> folders.forEach(folder -> image.files(folder + "/deep/x", "x")),
            folders.toArray(String[]::new)),
        fail(
            "package-cache",
            "removed by a later layer",
            image ->
                image
                    .files("/var/lib/apt/lists/x_InRelease", "x", "/var/lib/apt/lists/zz", "x")
                    .layer(tar -> tar.whiteout("var/lib/apt/lists/x_InRelease"))
                    .layer(tar -> tar.opaque("var/lib/apt/lists")),
            "/var/lib/apt/lists"),
        pass(
            "package-cache",
            "empty files, links, directories, and neighbours",
            image ->
                image
                    .files("/var/lib/apt/lists/lock", "", "/var/lib/apt/listsx", "x")
                    .files("/var/lib/apt/extended_states", "x", "/var/cache/x", "x")
                    .link("/var/cache/apt/x", "/srv")
                    .top(tar -> tar.directory("var/lib/apt/lists/partial"))));
  }
}
