package dev.seaworthy.inspection.hardening.check;

import static dev.seaworthy.inspection.hardening.check.Sample.fail;
import static dev.seaworthy.inspection.hardening.check.Sample.notApplicable;
import static dev.seaworthy.inspection.hardening.check.Sample.pass;

import java.util.ArrayList;
import java.util.List;

/// Samples of the checks of configuration files.
final class SourceSamples {

  private static final String FIPS_SECTION =
      "[provider_sect]\nfips = fips_sect\n.include /etc/ssl/fipsmodule.cnf\n";

  private SourceSamples() {}

  static List<Sample> all() {
    List<Sample> all = new ArrayList<>();
    all.addAll(apt());
    all.addAll(rpm());
    all.addAll(ssh());
    all.addAll(tls());
    all.addAll(fips());
    return all;
  }

  private static List<Sample> apt() {
    String list = "deb [arch=amd64 trusted=yes] http://shop.example/debian ./";
    String option = "APT::Get::AllowUnauthenticated \"true\";";
    return List.of(
        fail(
            "package-source-unverified",
            "trusted by apt, in both forms",
            image ->
                image.files(
                    "/etc/apt/sources.list",
                    "# x\n" + list + "\n",
                    "/etc/apt/sources.list.d/a.list",
                    "deb [allow-insecure=yes] http://shop.example x y\n",
                    "/etc/apt/sources.list.d/b.sources",
                    "Types: deb\nTrusted: yes\n"),
            "/etc/apt/sources.list#" + list,
            "/etc/apt/sources.list.d/a.list#deb [allow-insecure=yes] http://shop.example x y",
            "/etc/apt/sources.list.d/b.sources#Trusted: yes"),
        fail(
            "package-source-unverified",
            "apt's options",
            image ->
                image.files(
                    "/etc/apt/apt.conf",
                    option + "\n",
                    "/etc/apt/apt.conf.d/99x",
                    "Acquire::AllowInsecureRepositories \"1\";\n"),
            "/etc/apt/apt.conf#" + option,
            "/etc/apt/apt.conf.d/99x#Acquire::AllowInsecureRepositories \"1\";"),
        pass(
            "package-source-unverified",
            "signed sources, comments, options that are off",
            image ->
                image.files(
                    "/etc/apt/sources.list",
                    "deb [signed-by=/usr/share/keyrings/x.gpg] http://shop.example x y\n#" + list,
                    "/etc/apt/sources.list.d/b.sources",
                    "Types: deb\nTrusted: no\nSigned-By: /x\n",
                    "/etc/apt/apt.conf",
                    "APT::Get::AllowUnauthenticated \"false\";\n")),
        fail(
            "package-source-unverified",
            "a host that pip trusts, in each place",
            image ->
                image.files(
                    "/etc/pip.conf",
                    "[global]\ntrusted-host = shop.example\n",
                    "/root/.pip/pip.conf",
                    "[global]\ntrusted-host=shop.example\n",
                    "/home/app/.config/pip/pip.conf",
                    "trusted-host = *\n"),
            "/etc/pip.conf#trusted-host = shop.example",
            "/root/.pip/pip.conf#trusted-host=shop.example",
            "/home/app/.config/pip/pip.conf#trusted-host = *"));
  }

  private static List<Sample> rpm() {
    return List.of(
        fail(
            "package-source-unverified",
            "repositories that are not checked",
            image ->
                image.files(
                    "/etc/dnf/dnf.conf",
                    "[main]\ngpgcheck=1\n",
                    "/etc/yum.repos.d/x.repo",
                    "[off]\nenabled=1\ngpgcheck=0\n[tls]\ngpgcheck=1\nsslverify=False\n[inherits]\nname=x\n",
                    "/etc/zypp/repos.d/y.repo",
                    "[zypp]\ngpgcheck=off\n[silent]\nname=x\n"),
            "/etc/yum.repos.d/x.repo#off",
            "/etc/yum.repos.d/x.repo#tls",
            "/etc/zypp/repos.d/y.repo#zypp"),
        fail(
            "package-source-unverified",
            "dnf does not check unless told to",
            image ->
                image.files(
                    "/etc/dnf/dnf.conf",
                    "[main]\ngpgcheck=no\n",
                    "/etc/yum.repos.d/x.repo",
                    "[x]\nname=x\n"),
            "/etc/yum.repos.d/x.repo#x"),
        pass(
            "package-source-unverified",
            "a repository that is not enabled, and a file that is none",
            image ->
                image.files(
                    "/etc/yum.repos.d/x.repo",
                    "[x]\ngpgcheck=0\nenabled=0\n[y]\ngpgcheck=1\n",
                    "/etc/yum.repos.d/x.repo.bak",
                    "[x]\ngpgcheck=0\n")));
  }

  private static List<Sample> ssh() {
    List<String> servers =
        List.of(
            "/usr/sbin/sshd", "/usr/sbin/dropbear", "/usr/sbin/tinysshd", "/usr/local/sbin/sshd");
    List<String> packages = List.of("openssh-server", "dropbear", "dropbear-bin", "tinyssh");
    return List.of(
        fail(
            "sshd",
            "each program",
            image -> image.programs(servers.toArray(String[]::new)),
            servers.toArray(String[]::new)),
        fail(
            "sshd",
            "each package",
            image -> image.dpkg(packages.toArray(String[]::new)),
            packages.stream().map(name -> "/var/lib/dpkg/status#" + name).toArray(String[]::new)),
        fail(
            "sshd",
            "what is started",
            image -> image.starts("tini", "--", "/opt/sshd", "-D"),
            "config/Entrypoint"),
        fail("sshd", "the port", image -> image.ports("22/tcp"), "config/ExposedPorts/22/tcp"),
        pass(
            "sshd",
            "the client, another port, what is called alike",
            image ->
                image
                    .programs("/usr/bin/ssh", "/usr/bin/sshd-keygen")
                    .ports("2222/tcp", "22/udp")
                    .dpkg("openssh-client")
                    .starts("/usr/bin/shop", "sshd.conf")),
        fail(
            "sshd-config",
            "root and empty passwords",
            image ->
                image.files(
                    "/etc/ssh/sshd_config",
                    "PermitRootLogin yes\n",
                    "/etc/ssh/sshd_config.d/x.conf",
                    "  permitemptypasswords yes # why not\n"),
            "/etc/ssh/sshd_config#PermitRootLogin yes",
            "/etc/ssh/sshd_config.d/x.conf#permitemptypasswords yes # why not"),
        pass(
            "sshd-config",
            "keys alone, and comments",
            image ->
                image.files(
                    "/etc/ssh/sshd_config",
                    "PermitRootLogin prohibit-password\n#PermitRootLogin yes\nPermitEmptyPasswords no\n")),
        notApplicable("sshd-config", "no server", image -> {}));
  }

  private static List<Sample> tls() {
    return List.of(
        fail(
            "tls-weak",
            "a protocol",
            image -> image.files("/etc/ssl/openssl.cnf", "[x]\nMinProtocol = TLSv1.1\n"),
            "/etc/ssl/openssl.cnf#MinProtocol = TLSv1.1"),
        fail(
            "tls-weak",
            "a security level",
            image -> image.files("/etc/pki/tls/openssl.cnf", "CipherString = DEFAULT@SECLEVEL=0\n"),
            "/etc/pki/tls/openssl.cnf#CipherString = DEFAULT@SECLEVEL=0"),
        fail(
            "tls-weak",
            "a policy",
            image -> image.files("/etc/crypto-policies/config", "LEGACY\n"),
            "/etc/crypto-policies/config#LEGACY"),
        pass(
            "tls-weak",
            "what is strong enough",
            image ->
                image.files(
                    "/etc/ssl/openssl.cnf",
                    "MinProtocol = TLSv1.2\nCipherString = DEFAULT@SECLEVEL=1\n#MinProtocol = None\n",
                    "/etc/crypto-policies/config",
                    "DEFAULT:NO-SHA1\n")));
  }

  private static List<Sample> fips() {
    return List.of(
        fail("fips-not-enabled", "a claim alone", image -> image.label("com.x.fips", "true"), "")
            .with("claimed", false),
        fail("fips-not-enabled", "the profile asks for it", image -> {}, "").with("claimed", true),
        fail(
                "fips-not-enabled",
                "a module that is not activated",
                image -> image.files("/etc/ssl/fipsmodule.cnf", "[fips_sect]\n"),
                "")
            .with("claimed", true),
        fail(
                "fips-not-enabled",
                "activated without a module",
                image -> image.files("/etc/ssl/openssl.cnf", FIPS_SECTION),
                "")
            .with("claimed", true),
        pass(
            "fips-not-enabled",
            "a module that is activated",
            image ->
                image
                    .label("fips", "140-3")
                    .files("/etc/ssl/openssl.cnf", FIPS_SECTION, "/etc/ssl/fipsmodule.cnf", "x")),
        pass(
            "fips-not-enabled",
            "a policy",
            image -> image.label("fips", "yes").files("/etc/crypto-policies/config", "FIPS\n")),
        notApplicable("fips-not-enabled", "not claimed", image -> image.label("fips", "no")));
  }
}
