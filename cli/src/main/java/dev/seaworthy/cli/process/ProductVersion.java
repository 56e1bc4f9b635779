package dev.seaworthy.cli.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// The version that the build wrote into the program.
public final class ProductVersion {

  private static final String RESOURCE = "/dev/seaworthy/cli/version.txt";

  private ProductVersion() {}

  /// Such as `0.1.0`.
  public static String text() {
    try (InputStream in = ProductVersion.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " is missing from this program");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new IllegalStateException(RESOURCE + " can't be read", e);
    }
  }
}
