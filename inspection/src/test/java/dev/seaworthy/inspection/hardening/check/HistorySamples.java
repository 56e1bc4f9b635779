package dev.seaworthy.inspection.hardening.check;

import static dev.seaworthy.inspection.hardening.check.Sample.fail;
import static dev.seaworthy.inspection.hardening.check.Sample.notChecked;
import static dev.seaworthy.inspection.hardening.check.Sample.pass;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Samples of the checks of the history, in the forms of BuildKit, the classic builder, Buildah and
/// Kaniko.
final class HistorySamples {

  private static final List<String> UNVERIFIED =
      List.of(
          "apt-get install -y --allow-unauthenticated shop",
          "apt-get install --force-yes shop",
          "apt-get --allow-insecure-repositories update",
          "apt --allow-unauthenticated install shop",
          "yum install -y --nogpgcheck shop",
          "dnf --nogpgcheck install shop",
          "microdnf install --nogpgcheck shop",
          "tdnf install --nogpgcheck shop",
          "zypper --no-gpg-checks in shop",
          "zypper install --allow-unsigned-rpm ./shop.rpm",
          "apk add --allow-untrusted ./shop.apk",
          "curl -fsSLk https://shop.example/x -o x",
          "curl --insecure https://shop.example/x",
          "set -e; wget -q --no-check-certificate https://shop.example/x",
          "pip install --trusted-host=pypi.example shop",
          "cd /x && pip3 install --trusted-host pypi.example shop",
          "git -c http.sslVerify=false clone https://shop.example/x",
          "git config --global http.sslVerify false",
          "npm config set strict-ssl false",
          "npm config set strict-ssl=false",
          "npm --strict-ssl=false ci",
          "yarn config set strict-ssl false");

  private HistorySamples() {}

  static List<Sample> all() {
    List<Sample> all = new ArrayList<>();
    all.addAll(adds());
    all.addAll(updates());
    all.addAll(downloads());
    all.addAll(pipes());
    all.addAll(hostile());
    Stream.of(
            "add-remote",
            "add-instead-of-copy",
            "update-alone",
            "distribution-upgrade",
            "unverified-download",
            "pipe-to-shell")
        .forEach(check -> all.add(notChecked(check, "no history", SampleImage::withoutHistory)));
    return all;
  }

  /// Steps that follow the first one.
  private static Consumer<SampleImage> steps(List<String> steps) {
    return image -> steps.forEach(image::step);
  }

  private static Consumer<SampleImage> steps(String... steps) {
    return steps(List.of(steps));
  }

  /// The places of so many steps that follow the first one.
  private static String[] places(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> "history/" + i).toArray(String[]::new);
  }

  private static List<Sample> adds() {
    List<String> remote =
        List.of(
            "ADD https://shop.example/x.tar.gz /x/ # buildkit",
            "ADD --chown=1:1 http://user:pw@shop.example/x /x # buildkit",
            "ADD git@github.com:shop/cart.git#main /src # buildkit",
            "ADD [\"local\", \"ftp://shop.example/x\", \"/x/\"]",
            "/bin/sh -c #(nop) ADD https://shop.example/x in /x ");
    List<String> local =
        List.of(
            "ADD . /app # buildkit",
            "ADD app.tar.xz / # buildkit",
            "/bin/sh -c #(nop) ADD dir:0123456789abcdef in /app ",
            "/bin/sh -c #(nop) ADD file:0123456789abcdef in / ",
            "ADD [\"a\", \"/a\"]");
    return List.of(
        fail("add-remote", "in all forms", steps(remote), places(remote.size())),
        pass(
            "add-remote",
            "a checksum, a whole commit, a local file, a copy",
            steps(
                "ADD --checksum=sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d"
                    + " https://shop.example/x /x # buildkit",
                "ADD https://github.com/shop/cart.git#"
                    + "0123456789".repeat(4)
                    + " /src # buildkit",
                "ADD x /x # buildkit",
                "COPY https /x # buildkit")),
        fail("add-instead-of-copy", "in all forms", steps(local), places(local.size())),
        pass(
            "add-instead-of-copy",
            "the root file system of a base image, from the network, and copies",
            image ->
                image
                    .withoutHistory()
                    .step("/bin/sh -c #(nop) ADD file:0123456789abcdef in / ")
                    .step("ADD https://shop.example/x /x # buildkit")
                    .step("COPY . /app # buildkit")),
        pass(
            "add-instead-of-copy",
            "BuildKit's root file system",
            image -> image.withoutHistory().step("ADD rootfs.tar.xz / # buildkit")),
        fail(
            "add-instead-of-copy",
            "a first layer that is no root file system",
            image -> image.withoutHistory().step("ADD app /app # buildkit"),
            "history/0"));
  }

  private static List<Sample> updates() {
    List<String> alone =
        List.of(
            "RUN /bin/sh -c apt-get update # buildkit",
            "RUN |1 A=b c /bin/sh -c apt-get -qq update && rm -rf /tmp/x # buildkit",
            "/bin/sh -c apt update",
            "|2 A=b C=d /bin/bash -o pipefail -c apt-get update; echo install",
            "RUN apk update",
            "RUN /bin/sh -eux -c apk update # buildkit",
            "/bin/sh -c dnf makecache",
            "/bin/sh -c zypper --non-interactive refresh");
    List<String> upgrades =
        List.of(
            "RUN /bin/sh -c apt-get update && apt-get -y dist-upgrade # buildkit",
            "/bin/sh -c apt full-upgrade",
            "/bin/sh -c dnf distro-sync -y",
            "/bin/sh -c zypper dup",
            "/bin/sh -c do-release-upgrade -q");
    return List.of(
        fail("update-alone", "in all forms", steps(alone), places(alone.size())),
        pass(
            "update-alone",
            "what is used in the same step, upgrades, and other words",
            steps(
                "RUN /bin/sh -c apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y x # buildkit",
                "RUN /bin/sh -c set -eux; apt-get update; apt-get upgrade -y # buildkit",
                "RUN /bin/sh -c apk update && apk add --no-cache x # buildkit",
                "/bin/sh -c yum -y update",
                "/bin/sh -c dnf makecache && dnf -y install x",
                "/bin/sh -c zypper ref && zypper in -y x",
                "/bin/sh -c zypper update -y",
                "/bin/sh -c echo apt-get update",
                "COPY apt-get update /x # buildkit",
                "CMD [\"apt-get\" \"update\"]",
                "/bin/sh -c #(nop)  CMD [\"apt-get\" \"update\"]",
                "bazel build apt-get update")),
        fail("distribution-upgrade", "in all forms", steps(upgrades), places(upgrades.size())),
        pass(
            "distribution-upgrade",
            "an ordinary upgrade, and the words elsewhere",
            steps(
                "RUN /bin/sh -c apt-get update && apt-get -y upgrade # buildkit",
                "/bin/sh -c echo dist-upgrade",
                "/bin/sh -c pip install dup")));
  }

  private static List<Sample> downloads() {
    List<Sample> samples = new ArrayList<>();
    samples.add(
        fail(
            "unverified-download",
            "each option",
            steps(UNVERIFIED.stream().map(line -> "RUN /bin/sh -c " + line).toList()),
            places(UNVERIFIED.size())));
    samples.add(
        pass(
            "unverified-download",
            "the same programs without them",
            steps(
                "RUN /bin/sh -c apt-get install -y shop # buildkit",
                "RUN /bin/sh -c curl -fsSL https://shop.example/-k -o --key # buildkit",
                "RUN /bin/sh -c tar -k x; echo curl -k # buildkit",
                "RUN /bin/sh -c npm config set strict-ssl true # buildkit",
                "RUN /bin/sh -c git config http.sslVerify true # buildkit",
                "RUN /bin/sh -c # curl -k https://shop.example # buildkit")));
    return samples;
  }

  private static List<Sample> pipes() {
    List<Sample> samples = new ArrayList<>();
    for (String downloader : List.of("curl", "wget", "fetch", "aria2c")) {
      samples.add(
          fail(
              "pipe-to-shell",
              downloader,
              steps(
                  "RUN /bin/sh -c %s https://shop.example/x | sh # buildkit".formatted(downloader)),
              "history/1"));
    }
    for (String interpreter :
        List.of(
            "bash", "ash", "dash", "zsh", "ksh", "python", "python3", "perl", "ruby", "node", "php",
            "sh")) {
      samples.add(
          fail(
              "pipe-to-shell",
              "into " + interpreter,
              steps(
                  "/bin/sh -c curl -sSL https://shop.example/x | tar xzO | sudo -E %s -s -- -y"
                      .formatted(interpreter)),
              "history/1"));
    }
    samples.addAll(
        List.of(
            fail(
                "pipe-to-shell",
                "by substitution",
                steps(
                    "RUN /bin/sh -c sh -c \"$(curl -fsSL https://shop.example/x)\" # buildkit",
                    "RUN /bin/bash -c bash <(wget -qO- https://shop.example/x) # buildkit",
                    "RUN /bin/sh -c eval \"`fetch -o - https://shop.example/x`\" # buildkit",
                    "RUN /bin/sh -c source <(curl https://shop.example/x) # buildkit",
                    "RUN /bin/sh -c bash <<< \"$(curl https://shop.example/x)\" # buildkit",
                    "RUN /bin/sh -c sh -c \"$(set -e; sudo curl https://shop.example/x)\" # buildkit"),
                places(6)),
            fail(
                "pipe-to-shell",
                "in a substitution, a group, and a script that a shell is given",
                steps(
                    "RUN /bin/sh -c A=$(curl https://shop.example/x | sh) # buildkit",
                    "RUN /bin/sh -c (cd /x && curl https://shop.example/x) | sh # buildkit",
                    "RUN /bin/sh -c bash -c 'curl https://shop.example/x | bash' # buildkit"),
                places(3)),
            pass(
                "pipe-to-shell",
                "a file, a pipe into something else, an or, what is no download",
                steps(
                    "RUN /bin/sh -c curl -o x https://shop.example/x && sha256sum -c x.sum && sh x # buildkit",
                    "RUN /bin/sh -c curl https://shop.example/x | tar xz; sh install.sh # buildkit",
                    "RUN /bin/sh -c curl https://shop.example/x -o x || sh fallback.sh # buildkit",
                    "RUN /bin/sh -c echo x | sh # buildkit",
                    "RUN /bin/sh -c sh -c \"$(cat x)\" # buildkit",
                    "RUN /bin/sh -c echo \"$(curl https://shop.example/x)\" # buildkit"))));
    return samples;
  }

  /// Texts that patterns could lose themselves in; read within the time of a test.
  private static List<Sample> hostile() {
    int times = 20_000;
    List<String> steps =
        List.of(
            "x ".repeat(times),
            "/bin/sh" + " -a".repeat(times),
            "|1 " + "sh -a ".repeat(times),
            "RUN " + "--x=y ".repeat(times) + "apt-get update",
            "ADD " + "in ".repeat(times),
            "/bin/sh -c " + "$( ".repeat(times),
            "/bin/sh -c " + "((((".repeat(times),
            "ADD http://" + "@".repeat(times) + " /x",
            "RUN x" + " ".repeat(20 * times) + "x");
    return List.of(
        fail("update-alone", "flags without end", steps(steps.get(3)), "history/1"),
        pass("pipe-to-shell", "texts without end", steps(steps)),
        pass("unverified-download", "texts without end", steps(steps)));
  }
}
