package dev.seaworthy.inspection.hardening.check;

import static dev.seaworthy.inspection.hardening.check.Sample.fail;
import static dev.seaworthy.inspection.hardening.check.Sample.notApplicable;
import static dev.seaworthy.inspection.hardening.check.Sample.notChecked;
import static dev.seaworthy.inspection.hardening.check.Sample.pass;

import dev.seaworthy.testkit.image.TarEntry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Samples of the checks of what an image could do without.
final class ToolSamples {

  /// Names that each check must know, as real images have them.
  private static final Map<String, String> TOOLS =
      Map.of(
          "shell",
          "sh bash ash dash ksh ksh93 mksh zsh fish csh tcsh busybox toybox pwsh",
          "compiler",
          "cc c++ gcc gcc-12 g++ g++-12 x86_64-linux-gnu-gcc x86_64-linux-gnu-g++ clang clang-15"
              + " clang++ tcc gfortran rustc go ghc javac ocamlopt as ld make cmake",
          "package-manager",
          "apt apt-get aptitude dpkg apk yum dnf dnf5 microdnf tdnf rpm zypper pacman opkg pip pip3"
              + " npm yarn pnpm gem composer conda",
          "network-tool",
          "curl wget nc nc.openbsd ncat netcat socat telnet ftp tftp ssh scp sftp rsync nmap tcpdump"
              + " tshark dig nslookup",
          "debugger",
          "gdb gdbserver lldb strace ltrace perf bpftrace dlv",
          "privilege-tool",
          "sudo su doas pkexec newgrp runuser");

  private static final String[] NEEDED = {
    "shop", "/usr/bin/shop",
    "libc6", "/lib64/ld-linux-x86-64.so.2",
    "libcart", "/usr/lib/x/libcart.so.1.2",
    "libprice: rounding", "/usr/lib/x/own/libprice.so",
    "rounding", "/usr/share/rounding"
  };
  private static final String IN_STATUS = "/var/lib/dpkg/status#";
  private static final String KEPT =
      "base-files base-passwd ca-certificates ca-certificates-bundle media-types netbase tzdata"
          + " alpine-baselayout-data debian-release debian-archive-keyring"
          + " filesystem setup glibc-minimal-langpack";

  private ToolSamples() {}

  static List<Sample> all() {
    List<Sample> all = new ArrayList<>();
    TOOLS.forEach((check, names) -> all.addAll(tools(check, names.split(" "))));
    all.addAll(unneeded());
    all.addAll(unneededByScripts());
    all.addAll(unpackaged());
    return all;
  }

  private static List<Sample> tools(String check, String... names) {
    String[] paths = Stream.of(names).map(name -> "/usr/bin/" + name).toArray(String[]::new);
    String name = names[0];
    String path = "/usr/bin/" + name;
    return List.of(
        fail(check, "each of them", image -> image.programs(paths), paths),
        fail(
            check,
            "a link in another folder of programs",
            image -> image.programs("/opt/x/tool").link("/opt/x/bin/" + name, "../tool"),
            "/opt/x/bin/" + name),
        pass(
            check,
            "no programs: elsewhere, not to be executed, a link to nothing, a directory, removed",
            image ->
                image
                    .programs("/usr/share/doc/" + name, path)
                    .file("/usr/sbin/" + name, 0644)
                    .link("/sbin/" + name, "/nowhere")
                    .top(tar -> tar.directory("usr/local/sbin/" + name))
                    .layer(tar -> tar.whiteout(path.substring(1)))),
        pass(
            check,
            "stated for the path",
            image -> image.programs(path).purpose(path, "", "2026-01-01", null),
            "~" + path),
        pass(
            check,
            "stated for the package, until today",
            image ->
                image
                    .programs(path)
                    .dpkg("owner", path)
                    .purpose("", "owner", "2026-01-01", "2026-03-01"),
            "~" + path),
        fail(
            check,
            "stated until yesterday, from tomorrow, and for another",
            image ->
                image
                    .programs(path)
                    .dpkg("owner", path)
                    .purpose("", "owner", "2026-01-01", "2026-02-28")
                    .purpose(path, "", "2026-03-02", null)
                    .purpose("", "other", "2026-01-01", null),
            path));
  }

  private static SampleImage packaged(SampleImage image) {
    return image
        .starts("shop")
        .top(tar -> {
          tar.symlink("lib64", "usr/lib64");
          tar.symlink("lib", "usr/lib");
          tar.entry(
              TarEntry.file("usr/bin/shop").mode(0755), ElfMaker.program(List.of("libcart.so.1")));
          tar.entry(
              TarEntry.file("usr/lib64/ld-linux-x86-64.so.2").mode(0755),
              ElfMaker.program(List.of()));
          tar.entry(
              TarEntry.file("usr/lib/x/libcart.so.1.2").mode(0755),
              ElfMaker.program(List.of("libprice.so"), "$ORIGIN/own"));
          tar.symlink("usr/lib/x/libcart.so.1", "libcart.so.1.2");
          tar.entry(
              TarEntry.file("usr/lib/x/own/libprice.so").mode(0644), ElfMaker.program(List.of()));
          tar.file("etc/ld.so.conf", "include /etc/ld.so.conf.d/*.conf\n");
          tar.file("etc/ld.so.conf.d/x.conf", "/lib/x\n");
        });
  }

  private static List<Sample> unneeded() {
    return List.of(
        pass(
            "package-unneeded",
            "all that the entry point needs, by links, loader, search paths and dependencies",
            image -> packaged(image).dpkg(NEEDED)),
        pass(
            "package-unneeded",
            "data that is used without being named",
            image ->
                packaged(image)
                    .dpkg(
                        Stream.concat(Stream.of(NEEDED), Stream.of(KEPT.split(" ")))
                            .toArray(String[]::new))),
        fail(
            "package-unneeded",
            "one that nothing needs; what it keeps is not listed by itself",
            image ->
                packaged(image)
                    .dpkg(
                        Stream.concat(
                                Stream.of(NEEDED),
                                Stream.of("game: sounds, libc6", "/usr/games/x", "sounds", "/x"))
                            .toArray(String[]::new)),
            IN_STATUS + "game"),
        fail(
            "package-unneeded",
            "two that only need each other",
            image ->
                packaged(image)
                    .dpkg(
                        Stream.concat(
                                Stream.of(NEEDED),
                                Stream.of("ying: yang", "/x", "yang: ying", "/y"))
                            .toArray(String[]::new)),
            IN_STATUS + "yang"),
        pass(
            "package-unneeded",
            "stated",
            image ->
                packaged(image)
                    .dpkg(
                        Stream.concat(Stream.of(NEEDED), Stream.of("game", "/x"))
                            .toArray(String[]::new))
                    .purpose("", "game", "2026-01-01", null),
            "~" + IN_STATUS + "game"));
  }

  private static List<Sample> unneededByScripts() {
    return List.of(
        fail(
            "package-unneeded",
            "a script's interpreter and the programs that it calls are needed",
            image ->
                image
                    .starts("/entry")
                    .top(tar ->
                        tar.entry(
                            TarEntry.file("entry").mode(0755),
                            "#!/usr/bin/sh -e\n# cat x\nif x=y grep a b; then exec shop; fi\n"
                                .getBytes(StandardCharsets.UTF_8)))
                    .programs("/usr/bin/sh", "/usr/bin/grep", "/usr/bin/cat")
                    .dpkg(
                        "sh", "/usr/bin/sh",
                        "grep", "/usr/bin/grep",
                        "shop", "/usr/bin/shop",
                        "cat", "/usr/bin/cat"),
            IN_STATUS + "cat"),
        notApplicable("package-unneeded", "no packages", image -> {}),
        notChecked(
            "package-unneeded",
            "the entry point is not there",
            image -> packaged(image).starts("/nowhere").dpkg(NEEDED)),
        notChecked(
            "package-unneeded",
            "the database names no files",
            image -> image.files("/var/lib/dpkg/status", STATUS)));
  }

  private static final String STATUS =
      "Package: a\nStatus: install ok installed\nArchitecture: amd64\nVersion: 1\n\n";

  private static List<Sample> unpackaged() {
    return List.of(
        fail(
            "file-unpackaged",
            "a program and a library",
            image ->
                image.elf("/usr/bin/miner").elf("/usr/lib/x/libx.so").dpkg("shop", "/usr/bin/shop"),
            "/usr/bin/miner",
            "/usr/lib/x/libx.so"),
        pass(
            "file-unpackaged",
            "owned by an old path, below /usr/local, a script",
            image ->
                image
                    .elf("/usr/lib/libx.so")
                    .elf("/usr/local/bin/x")
                    .link("/lib", "usr/lib")
                    .files("/usr/bin/script", "#!/bin/sh\n")
                    .dpkg("shop", "/usr/bin/shop", "/lib/libx.so")),
        pass(
            "file-unpackaged",
            "stated",
            image ->
                image
                    .elf("/usr/bin/agent")
                    .dpkg("shop", "/usr/bin/shop")
                    .purpose("/usr/bin/agent", "", "2026-01-01", null),
            "~/usr/bin/agent"),
        notApplicable("file-unpackaged", "no packages", image -> {}),
        notChecked(
            "file-unpackaged",
            "the database names no files",
            image -> image.files("/var/lib/dpkg/status", STATUS)));
  }
}
