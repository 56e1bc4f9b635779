package dev.seaworthy.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.IVersionProvider;

/// The version that the build wrote beside this class.
final class ProductVersion implements IVersionProvider {
  @Override
  public String[] getVersion() throws IOException {
    return new String[] {"seaworthy " + read()};
  }

  private static String read() throws IOException {
    try (InputStream in = ProductVersion.class.getResourceAsStream("version.txt")) {
      if (in == null) {
        throw new IllegalStateException("version.txt is missing beside " + ProductVersion.class);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }
}
