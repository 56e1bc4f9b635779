package dev.seaworthy.inspection.hardening.check;

import static dev.seaworthy.inspection.hardening.check.Sample.fail;
import static dev.seaworthy.inspection.hardening.check.Sample.notApplicable;
import static dev.seaworthy.inspection.hardening.check.Sample.notChecked;
import static dev.seaworthy.inspection.hardening.check.Sample.pass;

import dev.seaworthy.testkit.image.TarEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Samples of the checks of the image config.
final class ConfigSamples {

  private ConfigSamples() {}

  static List<Sample> all() {
    List<Sample> all = new ArrayList<>();
    all.addAll(users());
    all.addAll(health());
    all.addAll(ports());
    all.addAll(plainPorts());
    all.addAll(volumes());
    all.addAll(variables());
    all.addAll(otherVariables());
    Stream.of(
            "user-root",
            "user-unresolved",
            "user-not-numeric",
            "healthcheck-missing",
            "port-privileged",
            "port-plain-protocol",
            "volume-sensitive",
            "path-unsafe",
            "preload-variable",
            "verification-off",
            "onbuild-trigger")
        .forEach(check ->
            all.add(notChecked(check, "a directory has no config", SampleImage::withoutConfig)));
    return all;
  }

  private static List<Sample> users() {
    String accounts =
        """
        root:x:0:0::/root:/bin/sh
        toor:x:0:0::/root:/bin/sh
        1001:x:0:0::/:/bin/sh
        app:x:7:7::/:/bin/sh
        app:x:0:0::/:/bin/sh
        """;
    return List.of(
        fail("user-root", "no user", image -> image.without("User"), "config/User"),
        fail("user-root", "an empty user", image -> image.user(""), "config/User"),
        fail("user-root", "a group alone", image -> image.user(":1000"), "config/User"),
        fail("user-root", "uid 0", image -> image.user("0"), "config/User"),
        fail("user-root", "uid 0 in another spelling", image -> image.user("+00"), "config/User"),
        fail("user-root", "uid 0 with a group", image -> image.user("0:1000"), "config/User"),
        fail("user-root", "root by name", image -> image.user("root:app"), "config/User"),
        fail(
            "user-root",
            "root in an image without accounts",
            image -> image.user("root").layer(tar -> tar.whiteout("etc/passwd")),
            "config/User"),
        fail(
            "user-root",
            "another name of uid 0",
            image -> image.user("toor").files("/etc/passwd", accounts),
            "config/User"),
        pass(
            "user-root",
            "a number is no name, even where an account is called so",
            image -> image.user("1001").files("/etc/passwd", accounts)),
        pass(
            "user-root",
            "the first account of a name counts",
            image -> image.user("app").files("/etc/passwd", accounts)),
        pass("user-root", "uid 1 with root's group", image -> image.user("1:0")),
        pass("user-root", "a name of uid 65532", image -> image.user("app")),
        fail("user-unresolved", "a name nobody has", image -> image.user("shop"), "config/User"),
        fail(
            "user-unresolved",
            "no accounts at all",
            image -> image.user("app").layer(tar -> tar.whiteout("etc/passwd")),
            "config/User"),
        fail(
            "user-unresolved",
            "one more than the largest uid",
            image -> image.user("2147483648"),
            "config/User"),
        fail("user-unresolved", "less than none", image -> image.user("-1"), "config/User"),
        pass("user-unresolved", "the largest uid", image -> image.user("2147483647")),
        pass("user-unresolved", "a number needs no account", image -> image.user("4711")),
        pass("user-unresolved", "root", image -> image.user("root")),
        pass("user-unresolved", "no user", image -> image.user("")),
        fail("user-not-numeric", "a name", image -> image.user("app:65532"), "config/User"),
        pass("user-not-numeric", "a number", image -> image.user("65532:app")),
        notApplicable("user-not-numeric", "no user", image -> image.user("")));
  }

  private static List<Sample> health() {
    return List.of(
        fail(
            "healthcheck-missing",
            "none",
            image -> image.without("Healthcheck"),
            "config/Healthcheck"),
        fail(
            "healthcheck-missing",
            "switched off",
            image -> image.runtime("Healthcheck", Map.of("Test", List.of("NONE"))),
            "config/Healthcheck"),
        fail(
            "healthcheck-missing",
            "times without a test",
            image -> image.runtime("Healthcheck", Map.of("Interval", 30)),
            "config/Healthcheck"),
        pass(
            "healthcheck-missing",
            "in shell form",
            image -> image.runtime("Healthcheck", Map.of("Test", List.of("CMD-SHELL", "true")))),
        notApplicable("healthcheck-missing", "probes", image -> image.without("Healthcheck"))
            .with("probesReplace", true));
  }

  private static List<Sample> ports() {
    return List.of(
        fail(
            "port-privileged",
            "the highest privileged one",
            image -> image.ports("1023/tcp"),
            "config/ExposedPorts/1023/tcp"),
        pass("port-privileged", "the lowest free one", image -> image.ports("1024/tcp")),
        fail(
            "port-privileged",
            "without a protocol, and a range that begins below",
            image -> image.ports("80", "1000-2000/udp", "3000-3001/tcp"),
            "config/ExposedPorts/80",
            "config/ExposedPorts/1000-2000/udp"),
        fail(
            "port-privileged",
            "no ports",
            image -> image.ports("http", "70000/tcp", "90-80/tcp"),
            "config/ExposedPorts/http",
            "config/ExposedPorts/70000/tcp",
            "config/ExposedPorts/90-80/tcp"),
        pass("port-privileged", "an allowed one", image -> image.ports("80/tcp"))
            .with("allowed", "80"),
        pass("port-privileged", "the node lets it", image -> image.ports("80/tcp"))
            .with("portMin", 80));
  }

  private static List<Sample> plainPorts() {
    return List.of(
        fail(
            "port-plain-protocol",
            "each of them",
            image ->
                image.ports(
                    "21", "23", "69/udp", "110", "143", "161/udp", "389", "512", "513", "514",
                    "873", "2375", "5900"),
            Stream.of(
                    "21", "23", "69/udp", "110", "143", "161/udp", "389", "512", "513", "514",
                    "873", "2375", "5900")
                .map(port -> "config/ExposedPorts/" + port)
                .toArray(String[]::new)),
        fail(
            "port-plain-protocol",
            "in a range",
            image -> image.ports("20-24/tcp"),
            "config/ExposedPorts/20-24/tcp"),
        pass(
            "port-plain-protocol",
            "their encrypted forms",
            image -> image.ports("990", "992", "995", "993", "636", "2376", "22", "24-68")));
  }

  private static List<Sample> volumes() {
    return List.of(
        fail(
            "volume-sensitive",
            "each of them",
            image ->
                image.volumes(
                    "/",
                    "/bin",
                    "/boot",
                    "/dev/",
                    "/./etc",
                    "/srv/../proc",
                    "/etc/shop",
                    "/lib",
                    "/lib64",
                    "//proc",
                    "/run/containerd/containerd.sock",
                    "/run/docker.sock",
                    "/sbin",
                    "sys",
                    "/usr/./share",
                    "/var/run/docker.sock"),
            Stream.of(
                    "/",
                    "/bin",
                    "/boot",
                    "/dev/",
                    "/./etc",
                    "/srv/../proc",
                    "/etc/shop",
                    "/lib",
                    "/lib64",
                    "//proc",
                    "/run/containerd/containerd.sock",
                    "/run/docker.sock",
                    "/sbin",
                    "sys",
                    "/usr/./share",
                    "/var/run/docker.sock")
                .map(path -> "config/Volumes/" + path)
                .toArray(String[]::new)),
        pass(
            "volume-sensitive",
            "the application's own, and names that only begin alike",
            image -> image.volumes("/data", "/device", "/system", "/srv/etc")));
  }

  private static List<Sample> variables() {
    return List.of(
        fail(
            "path-unsafe",
            "a relative part",
            image -> image.env("PATH=/usr/bin:bin"),
            "config/Env/PATH"),
        fail(
            "path-unsafe",
            "an empty part",
            image -> image.env("PATH=/usr/bin:"),
            "config/Env/PATH"),
        fail(
            "path-unsafe",
            "a directory that anyone may write to, behind a link",
            image ->
                image
                    .env("PATH=/usr/bin:/app/bin")
                    .top(tar -> {
                      tar.entry(TarEntry.directory("srv/bin").mode(0757));
                      tar.symlink("app/bin", "/srv/bin");
                    }),
            "/srv/bin#/app/bin"),
        pass(
            "path-unsafe",
            "the last of two counts",
            image -> image.env("PATH=bin", "PATH=/usr/bin")),
        pass(
            "path-unsafe",
            "a directory that its group may write to",
            image ->
                image
                    .env("PATH=/srv/bin")
                    .top(tar -> tar.entry(TarEntry.directory("srv/bin").mode(0775)))),
        fail(
            "preload-variable",
            "both",
            image -> image.env("LD_PRELOAD=/lib/x.so", "LD_AUDIT=/lib/y.so"),
            "config/Env/LD_PRELOAD",
            "config/Env/LD_AUDIT"));
  }

  private static List<Sample> otherVariables() {
    return List.of(
        pass(
            "preload-variable",
            "a search path",
            image -> image.env("LD_LIBRARY_PATH=/opt/lib", "MY_LD_PRELOAD=x")),
        fail(
            "verification-off",
            "each of them",
            image ->
                image.env(
                    "NODE_TLS_REJECT_UNAUTHORIZED=0",
                    "PYTHONHTTPSVERIFY=0",
                    "GIT_SSL_NO_VERIFY=1",
                    "NPM_CONFIG_STRICT_SSL=false",
                    "npm_config_strict_ssl=false",
                    "PIP_TRUSTED_HOST=pypi.example",
                    "GOINSECURE=example.com",
                    "GONOSUMCHECK=1",
                    "GOFLAGS=-insecure",
                    "REQUESTS_CA_BUNDLE=",
                    "CURL_CA_BUNDLE="),
            Stream.of(
                    "NODE_TLS_REJECT_UNAUTHORIZED",
                    "PYTHONHTTPSVERIFY",
                    "GIT_SSL_NO_VERIFY",
                    "NPM_CONFIG_STRICT_SSL",
                    "npm_config_strict_ssl",
                    "PIP_TRUSTED_HOST",
                    "GOINSECURE",
                    "GONOSUMCHECK",
                    "GOFLAGS",
                    "REQUESTS_CA_BUNDLE",
                    "CURL_CA_BUNDLE")
                .map(name -> "config/Env/" + name)
                .toArray(String[]::new)),
        pass(
            "verification-off",
            "verification that is on",
            image ->
                image.env(
                    "NODE_TLS_REJECT_UNAUTHORIZED=1",
                    "PYTHONHTTPSVERIFY=1",
                    "NPM_CONFIG_STRICT_SSL=true",
                    "REQUESTS_CA_BUNDLE=/etc/ssl/ca.pem",
                    "GOFLAGS=-mod=mod")),
        fail(
            "onbuild-trigger",
            "one",
            image -> image.runtime("OnBuild", List.of("RUN make")),
            "config/OnBuild"),
        pass("onbuild-trigger", "an empty list", image -> image.runtime("OnBuild", List.of())));
  }
}
