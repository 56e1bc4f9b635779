package dev.seaworthy.bench;

import dev.seaworthy.testkit.Command;
import dev.seaworthy.testkit.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// `./bench --secrets`: how fast secrets are looked for on one core, by each engine.
///
/// @param megabytes how much to look at, at most
record SecretBench(int megabytes) {

  private static final double NATIVE_MIN = 400;
  private static final double JAVA_MIN = 60;
  private static final Duration RUN_MAX = Duration.ofMinutes(10);

  List<Goal> measure() throws IOException {
    Path scratch = Files.createTempDirectory("seaworthy-bench-secrets");
    try {
      // In a process of its own, on the collector that the command line runs on.
      String[] figures =
          Command.of(
                  ProcessHandle.current().info().command().orElse("java"),
                  "-XX:+UseSerialGC",
                  "--enable-native-access=ALL-UNNAMED",
                  "-cp",
                  System.getProperty("java.class.path"),
                  SecretSpeed.class.getName(),
                  scratch.toString(),
                  String.valueOf(megabytes))
              .within(RUN_MAX)
              .text()
              .strip()
              .split(" ", -1);
      System.out.printf("%s MB, of which %s MB are texts%n", figures[2], figures[3]);
      List<Goal> goals =
          List.of(
              Goal.atLeast(
                  "secrets with the native engine",
                  Double.parseDouble(figures[0]),
                  NATIVE_MIN,
                  "MB/s"),
              Goal.atLeast("secrets in Java", Double.parseDouble(figures[1]), JAVA_MIN, "MB/s"));
      goals.forEach(System.out::println);
      return goals;
    } finally {
      Folders.delete(scratch);
    }
  }
}
