package dev.seaworthy.bench;

import dev.seaworthy.testkit.Command;
import dev.seaworthy.testkit.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    SmallCart cart = SmallCart.make(seaworthy, scratch);
    Path certificate = scratch.resolve("cart.json");
    cart.run(cart.certify(certificate));
    Race.Outcome outcome =
        new Race(Stopwatch.ofThisMachine(), rounds)
            .run(List.of(new Contender(VERIFY, cart.verify(certificate), Set.of(0), "")));
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
            warm(certificate, cart.data(), cart.digest()),
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
}
