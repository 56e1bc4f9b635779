package dev.seaworthy.dist;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/// Writes `lib/launch.env`, which the launcher sources: the class path in a fixed order, the JVM
/// options, and the build id that names the AOT cache. Run by the build, never by the product.
final class LaunchFile {
  private static final int BUILD_ID_DIGITS = 16;

  /// Serial GC and the AOT cache start fastest. Nothing here stops tiered compilation at C1,
  /// because C1 has no SHA-256 intrinsic. The heap bound keeps the process under 300 MB for usual
  /// images. The JDK's HTTP client reads 64 KiB at a time instead of 16, which doubles the speed of
  /// a pull, and may give a proxy its password for HTTPS too, which it does not by default. A
  /// library behind policies' own rules uses Unsafe, of which the JVM would warn in every scan.
  private static final List<String> OPTIONS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:-UsePerfData",
          "-Xmx192m",
          "-Xss1m",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          "-Djdk.httpclient.bufsize=65536",
          "-Djdk.http.auth.tunneling.disabledSchemes=");

  private LaunchFile() {}

  /// Takes one argument, the `lib` directory to make ready and describe.
  public static void main(String[] args) throws IOException {
    Path lib = Path.of(args[0]);
    for (String jar : jars(lib)) {
      SealedJars.open(lib.resolve(jar));
    }
    Files.writeString(lib.resolve("launch.env"), describe(lib));
  }

  static String describe(Path lib) throws IOException {
    List<String> jars = jars(lib);
    if (jars.isEmpty()) {
      throw new IOException("no jar to launch in " + lib);
    }
    return """
    # Made by the build, sourced by the launcher.
    launch_build=%s
    launch_jars='%s'
    launch_options='%s'
    """
        .formatted(buildId(lib, jars), String.join(" ", jars), String.join(" ", OPTIONS));
  }

  private static List<String> jars(Path lib) throws IOException {
    try (Stream<Path> files = Files.list(lib)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.endsWith(".jar"))
          .sorted()
          .toList();
    }
  }

  /// A hash of every jar's name and bytes: another build never meets this build's AOT cache.
  private static String buildId(Path lib, List<String> jars) throws IOException {
    MessageDigest all = sha256();
    for (String jar : jars) {
      all.update(jar.getBytes(StandardCharsets.UTF_8));
      all.update(sha256().digest(Files.readAllBytes(lib.resolve(jar))));
    }
    return HexFormat.of().formatHex(all.digest()).substring(0, BUILD_ID_DIGITS);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
