package dev.seaworthy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.cli.Terminal.Outcome;
import dev.seaworthy.testkit.Folders;
import dev.seaworthy.testkit.image.ImageMaker;
import dev.seaworthy.testkit.image.LayerSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An image with one component that is flawed before 4.6.0, and a database that knows it.
///
/// @param home where they are made
record CartImage(Path home) {

  static final String NAME = "registry.example/shop/cart:1.8";

  String image(String version) throws IOException {
    return image(version, NAME);
  }

  String image(String version, String name) throws IOException {
    Path layout = home.resolve("cart");
    Folders.delete(layout);
    ImageMaker.linux()
        .layer(
            LayerSpec.of(tar ->
                tar.file(
                    "app/node_modules/@harbour/rope/package.json",
                    "{\"name\":\"@harbour/rope\",\"version\":\"%s\"}".formatted(version))))
        .ociLayout(layout, name);
    return "oci-layout:" + layout;
  }

  /// The image's digest, as its layout has it.
  String digest() throws IOException {
    String index = Files.readString(home.resolve("cart/index.json"));
    Matcher matcher = Pattern.compile("\"digest\" *: *\"(sha256:[0-9a-f]{64})\"").matcher(index);
    assertThat(matcher.find()).as(index).isTrue();
    return matcher.group(1);
  }

  Path database() throws IOException {
    Path database = home.resolve("advisories.db");
    Path folder = Files.createDirectories(home.resolve("osv/npm"));
    Files.writeString(
        folder.resolve("GHSA-aaaa-bbbb-cccc.json"),
        """
        {"id":"GHSA-aaaa-bbbb-cccc","aliases":["CVE-2026-0001"],"modified":"2026-11-20T00:00:00Z",
         "affected":[{"package":{"ecosystem":"npm","name":"@harbour/rope"},
          "ranges":[{"type":"SEMVER","events":[{"introduced":"0"},{"fixed":"4.6.0"}]}]}]}
        """);
    Outcome built =
        new Terminal(home)
            .run("db", "build", "--from", home.resolve("osv") + "", "--out", database + "");
    assertThat(built.exitCode()).as(built.transcript()).isZero();
    return database;
  }

  /// The same flaw, fixed in another version as was found out on a day.
  Path database(String fixed, String day) throws IOException {
    Path database = home.resolve("advisories-%s-%s.db".formatted(fixed, day));
    Path folder = Files.createDirectories(home.resolve("osv-" + fixed + day + "/npm"));
    Files.writeString(
        folder.resolve("GHSA-aaaa-bbbb-cccc.json"),
        """
        {"id":"GHSA-aaaa-bbbb-cccc","aliases":["CVE-2026-0001"],"modified":"%sT00:00:00Z",
         "affected":[{"package":{"ecosystem":"npm","name":"@harbour/rope"},
          "ranges":[{"type":"SEMVER","events":[{"introduced":"0"},{"fixed":"%s"}]}]}]}
        """
            .formatted(day, fixed));
    Outcome built =
        new Terminal(home)
            .run("db", "build", "--from", folder.getParent() + "", "--out", database + "");
    assertThat(built.exitCode()).as(built.transcript()).isZero();
    return database;
  }
}
