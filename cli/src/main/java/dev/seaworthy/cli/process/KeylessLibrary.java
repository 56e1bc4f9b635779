package dev.seaworthy.cli.process;

import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.base.Text;
import dev.seaworthy.signing.keyless.Keyless;
import dev.seaworthy.signing.keyless.KeylessError;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/// Keyless signatures, loaded by whoever asks for them: their libraries lie in a folder of their
/// own and on no class path, so that no other command is slower for them.
public final class KeylessLibrary {

  private static final Path FOLDER = Path.of("lib", "keyless");

  private KeylessLibrary() {}

  /// @throws SeaworthyException [KeylessError#NOT_INSTALLED]
  public static Keyless load(Surroundings surroundings) {
    try {
      return ServiceLoader.load(Keyless.class, loader(surroundings))
          .findFirst()
          .orElseThrow(() ->
              new SeaworthyException(
                  KeylessError.NOT_INSTALLED, "there is nothing that does keyless signatures"));
    } catch (ServiceConfigurationError | IOException e) {
      throw new SeaworthyException(
          KeylessError.NOT_INSTALLED,
          "what does keyless signatures can't be loaded: "
              + Text.visible(Text.shorten(String.valueOf(e.getMessage()), 300)),
          e);
    }
  }

  /// Parents first: what the program has is not loaded twice. It lives as long as the process.
  private static ClassLoader loader(Surroundings surroundings) throws IOException {
    ClassLoader own = KeylessLibrary.class.getClassLoader();
    Path folder = surroundings.program().map(home -> home.resolve(FOLDER)).orElse(FOLDER);
    return surroundings.program().isEmpty() || !Files.isDirectory(folder)
        ? own
        : new URLClassLoader("keyless", jars(folder), own);
  }

  private static URL[] jars(Path folder) throws IOException {
    List<URL> found = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".jar")).sorted().toList()) {
        found.add(address(file));
      }
    }
    return found.toArray(URL[]::new);
  }

  private static URL address(Path file) throws MalformedURLException {
    return file.toUri().toURL();
  }
}
