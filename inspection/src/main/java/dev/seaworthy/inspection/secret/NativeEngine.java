package dev.seaworthy.inspection.secret;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Hyperscan, loaded when it is first needed and kept until the program ends; one for a process,
/// for several threads. Where it can't be loaded everything goes on in plain Java.
public final class NativeEngine {

  private static final String RESOURCE = "/com/gliwka/hyperscan/jni/linux-x86_64/libhs.so";

  private final Path temporaryFolder;
  private final Map<String, MemorySegment> databases = new HashMap<>();
  private @Nullable Vectorscan library;
  private String problem = "";

  private NativeEngine(Path temporaryFolder) {
    this.temporaryFolder = temporaryFolder;
  }

  /// @param temporaryFolder where the library lies while it is loaded
  public static NativeEngine in(Path temporaryFolder) {
    return new NativeEngine(temporaryFolder);
  }

  /// Why it doesn't serve, or empty.
  public synchronized String problem() {
    return problem;
  }

  /// The library, or null where it doesn't serve.
  synchronized @Nullable Vectorscan libraryOrNull() {
    if (library == null && problem.isEmpty()) {
      try {
        library = load();
      } catch (IOException | IllegalArgumentException | UnsatisfiedLinkError e) {
        problem = "libhs can't be loaded: " + e.getMessage();
      }
    }
    return library;
  }

  private Vectorscan load() throws IOException {
    Path file = Files.createTempFile(temporaryFolder, "libhs-", ".so");
    try (InputStream in = NativeEngine.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IOException("this build has none");
      }
      Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
      Vectorscan loaded = new Vectorscan(file, Arena.global());
      if (!loaded.isPlatformValid()) {
        throw new IOException("this processor has no SSSE3");
      }
      return loaded;
    } finally {
      // What is mapped stays mapped.
      Files.deleteIfExists(file);
    }
  }

  /// The database of these rules, made at the first call, or null where there can't be one.
  synchronized @Nullable MemorySegment databaseOrNull(SecretRules rules) {
    Vectorscan serving = libraryOrNull();
    if (serving == null) {
      return null;
    }
    MemorySegment known = databases.get(rules.digest());
    if (known == null) {
      try {
        known = serving.compile(literals(rules));
        databases.put(rules.digest(), known);
      } catch (IOException e) {
        problem = "libhs refuses the rules: " + e.getMessage();
        library = null;
      }
    }
    return known;
  }

  /// The keywords under their numbers. Where no rule asks for another case, the engine needn't
  /// tell.
  private static List<Vectorscan.Literal> literals(SecretRules rules) {
    return rules.leads().stream()
        .map(lead -> new Vectorscan.Literal(lead.word(), !lead.isExact()))
        .toList();
  }
}
