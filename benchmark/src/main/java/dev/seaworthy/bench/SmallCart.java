package dev.seaworthy.bench;

import dev.seaworthy.testkit.Command;
import dev.seaworthy.testkit.image.ImageMaker;
import dev.seaworthy.testkit.image.LayerSpec;
import dev.seaworthy.testkit.image.MadeImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/// A small image with a database that says nothing of it, and the commands that certify and verify
/// it.
///
/// @param seaworthy our launcher
/// @param layout where the image lies
/// @param digest the image's
/// @param data where keys lie between runs
record SmallCart(Path seaworthy, Path layout, String digest, Path database, Path data) {

  static final String NAME = "registry.example/shop/cart:1.8";

  static SmallCart make(Path seaworthy, Path scratch) throws IOException {
    Path layout = scratch.resolve("cart");
    MadeImage image =
        ImageMaker.linux()
            .layer(
                LayerSpec.of(tar ->
                    tar.file(
                        "app/node_modules/rope/package.json",
                        "{\"name\":\"rope\",\"version\":\"1.0.0\"}")))
            .ociLayout(layout, NAME);
    SmallCart cart =
        new SmallCart(
            seaworthy,
            layout,
            image.manifest().digest(),
            scratch.resolve("advisories.db"),
            scratch.resolve("data"));
    cart.makeDatabase(scratch.resolve("osv"));
    return cart;
  }

  /// One advisory of today that speaks of nothing in the image.
  private void makeDatabase(Path osv) throws IOException {
    Path folder = Files.createDirectories(osv.resolve("npm"));
    Files.writeString(
        folder.resolve("GHSA-aaaa-bbbb-cccc.json"),
        """
        {"id":"GHSA-aaaa-bbbb-cccc","modified":"%s",
         "affected":[{"package":{"ecosystem":"npm","name":"unrelated"},
          "ranges":[{"type":"SEMVER","events":[{"introduced":"0"},{"fixed":"1.0.0"}]}]}]}
        """
            .formatted(Instant.now().truncatedTo(ChronoUnit.DAYS)));
    run(words("db", "build", "--from", osv.toString(), "--out", database.toString()));
  }

  /// The command that certifies it.
  List<String> certify(Path out, String... more) {
    List<String> words =
        words(
            "certify",
            "oci-layout:" + layout,
            "--db",
            database.toString(),
            "--out",
            out.toString(),
            "--quiet");
    words.addAll(List.of(more));
    return words;
  }

  /// The command that verifies its certificate.
  List<String> verify(Path certificate) {
    return words("verify", "--image", digest, certificate.toString());
  }

  private List<String> words(String... arguments) {
    List<String> words =
        new ArrayList<>(List.of("env", "XDG_DATA_HOME=" + data, seaworthy.toString()));
    words.addAll(List.of(arguments));
    return words;
  }

  /// @throws IOException when the command doesn't end with 0
  void run(List<String> words) throws IOException {
    Command.Result result = Command.of(words).run();
    if (result.exit() != 0) {
      throw new IOException(String.join(" ", words) + ": " + result.err() + result.out());
    }
  }
}
