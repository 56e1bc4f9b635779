package dev.seaworthy.inventory;

import dev.seaworthy.image.Fact;
import java.util.List;

/// What catalogers tell of one file.
public sealed interface InventoryFact extends Fact {

  /// A component that this file proves.
  ///
  /// @param component with no evidence yet; its purl still lacks what only the distribution tells
  /// @param nestedPath the place inside the file as in `!/WEB-INF/lib/a.jar`, or empty
  /// @param method what gave the identity
  record Found(Component component, String nestedPath, String method) implements InventoryFact {}

  /// A file that is plainly a component and that nothing in itself names.
  ///
  /// @param type the purl type of what it is
  /// @param nestedPath the place inside the file as in `!/WEB-INF/lib/a.jar`, or empty
  /// @param sha1 of its bytes, lower-case hexadecimal
  record Nameless(String type, String nestedPath, String sha1) implements InventoryFact {}

  /// Files that an installed package owns, where a file of its own says so
  /// (`/var/lib/dpkg/info/x.list`).
  ///
  /// @param type the purl type of the package
  /// @param packageName the package as that file names it (dpkg: `libc6:amd64` or `bash`); where no
  ///   name but a place joins the files, the directory of the metadata (`/…/x-1.0.dist-info`)
  record Owns(String type, String packageName, List<String> paths) implements InventoryFact {
    public Owns {
      paths = List.copyOf(paths);
    }
  }

  /// Licences of an installed package, where a file of its own says so.
  record Licensed(String type, String packageName, List<String> licences) implements InventoryFact {
    public Licensed {
      licences = List.copyOf(licences);
    }
  }

  /// A component that a bill of materials inside the image claims, whether or not it is there.
  ///
  /// @param component with no evidence yet; of a system package the purl names the distribution
  ///   where the document does
  /// @param nestedPath the document's place inside the file as in `!/META-INF/sbom/bom.json`, or
  ///   empty
  /// @param method what claims it
  record Claimed(Component component, String nestedPath, String method) implements InventoryFact {}

  /// What a file says about the distribution.
  ///
  /// @param rank 0 for `os-release`, larger for weaker fallbacks
  record DistributionSeen(Distribution distribution, int rank) implements InventoryFact {}
}
