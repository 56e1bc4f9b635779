package dev.seaworthy.bench;

import dev.seaworthy.testkit.Command;
import dev.seaworthy.testkit.Folders;
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
import java.util.Set;

/// Measures what a gate does: one certificate checked by a command that starts for it, and in a
/// process that is warm, with everything on disk.
///
/// @param seaworthy our launcher
/// @param rounds how often the command runs
record CertificateBench(Path seaworthy, int rounds) {

  private static final double COLD_SECONDS_MAX = 0.35;
  private static final double WARM_MILLIS_MAX = 1;
  private static final String VERIFY = "seaworthy verify";

  List<Goal> measure() throws IOException {
    Path scratch = Files.createTempDirectory("seaworthy-bench-certificate");
    try {
      return measure(scratch);
    } finally {
      Folders.delete(scratch);
    }
  }

  private List<Goal> measure(Path scratch) throws IOException {
    Path layout = scratch.resolve("cart");
    MadeImage image =
        ImageMaker.linux()
            .layer(
                LayerSpec.of(tar ->
                    tar.file(
                        "app/node_modules/rope/package.json",
                        "{\"name\":\"rope\",\"version\":\"1.0.0\"}")))
            .ociLayout(layout, "registry.example/shop/cart:1.8");
    Path database = database(scratch);
    Path certificate = scratch.resolve("cart.json");
    Path data = scratch.resolve("data");
    run(
        data,
        "certify",
        "oci-layout:" + layout,
        "--db",
        database.toString(),
        "--out",
        certificate.toString(),
        "--quiet");
    List<String> words =
        List.of(
            "env",
            "XDG_DATA_HOME=" + data,
            seaworthy.toString(),
            "verify",
            "--image",
            image.manifest().digest(),
            certificate.toString());
    Race.Outcome outcome =
        new Race(Stopwatch.ofThisMachine(), rounds)
            .run(List.of(new Contender(VERIFY, words, Set.of(0), "")));
    if (!outcome.failures().isEmpty()) {
      throw new IOException("verify failed: " + outcome.failures());
    }
    List<Goal> goals = new ArrayList<>();
    goals.add(
        new Goal(
            "a certificate verified by a cold command line",
            outcome.series().getFirst().medianSeconds(),
            COLD_SECONDS_MAX,
            "s"));
    goals.add(
        new Goal(
            "a certificate verified in a warm process",
            warm(certificate, data, image.manifest().digest()),
            WARM_MILLIS_MAX,
            "ms"));
    goals.forEach(System.out::println);
    return goals;
  }

  private double warm(Path certificate, Path data, String digest) {
    return Double.parseDouble(
        Command.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                WarmVerifying.class.getName(),
                certificate.toString(),
                data.resolve("seaworthy/certificate-keys").toString(),
                digest)
            .text()
            .strip());
  }

  /// One advisory of today that speaks of nothing in the image.
  private Path database(Path scratch) throws IOException {
    Path folder = Files.createDirectories(scratch.resolve("osv/npm"));
    Files.writeString(
        folder.resolve("GHSA-aaaa-bbbb-cccc.json"),
        """
        {"id":"GHSA-aaaa-bbbb-cccc","modified":"%s",
         "affected":[{"package":{"ecosystem":"npm","name":"unrelated"},
          "ranges":[{"type":"SEMVER","events":[{"introduced":"0"},{"fixed":"1.0.0"}]}]}]}
        """
            .formatted(Instant.now().truncatedTo(ChronoUnit.DAYS)));
    Path database = scratch.resolve("advisories.db");
    run(
        scratch.resolve("data"),
        "db",
        "build",
        "--from",
        scratch.resolve("osv").toString(),
        "--out",
        database.toString());
    return database;
  }

  private void run(Path data, String... arguments) throws IOException {
    List<String> words = new ArrayList<>(List.of(seaworthy.toString()));
    words.addAll(List.of(arguments));
    Command.Result result = Command.of(words).with("XDG_DATA_HOME", data.toString()).run();
    if (result.exit() != 0) {
      throw new IOException(String.join(" ", arguments) + ": " + result.err() + result.out());
    }
  }
}
