package dev.seaworthy.inspection.provenance;

import dev.seaworthy.inspection.dockerfile.SourceText;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a builder says of a build (SLSA provenance 0.2 or 1, as BuildKit writes it). It is a claim:
/// nobody has looked at who signed it.
///
/// @param path the document
/// @param predicateType with its version
/// @param builder its id, or empty
/// @param entryPoint the build file that was asked for, or empty
/// @param arguments the frontend's, such as `build-arg:VERSION` and `target`
/// @param materials what went in from outside
/// @param files build files that it holds
/// @param isIncomplete whether it says itself that materials or parameters are missing
public record Provenance(
    String path,
    String predicateType,
    String builder,
    String entryPoint,
    SortedMap<String, String> arguments,
    List<Material> materials,
    List<BuildFile> files,
    boolean isIncomplete) {

  public Provenance {
    arguments = Collections.unmodifiableSortedMap(new TreeMap<>(arguments));
    materials = List.copyOf(materials);
    files = List.copyOf(files);
  }

  /// Something that went into a build.
  ///
  /// @param uri such as `pkg:docker/debian@12?platform=linux%2Famd64`
  /// @param digests by algorithm
  public record Material(String uri, Map<String, String> digests) {
    public Material {
      digests = Map.copyOf(digests);
    }
  }

  /// A build file that the provenance holds.
  ///
  /// @param name such as `Dockerfile`
  /// @param language such as `Dockerfile`, or empty
  public record BuildFile(String name, String language, SourceText content) {}
}
