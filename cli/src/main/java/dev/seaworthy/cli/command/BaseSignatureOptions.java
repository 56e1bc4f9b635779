package dev.seaworthy.cli.command;

import dev.seaworthy.base.SeaworthyException;
import dev.seaworthy.cli.process.Surroundings;
import dev.seaworthy.image.ImageReference;
import dev.seaworthy.image.OpenOptions;
import dev.seaworthy.inspection.bases.BaseImageSignatures;
import dev.seaworthy.scan.signature.FoundBaseSignatures;
import dev.seaworthy.scan.signature.ImageSignatures;
import dev.seaworthy.signing.CryptographyProfile;
import dev.seaworthy.signing.reference.Trust;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/// Whose signatures on a base image count, and where they lie.
final class BaseSignatureOptions {

  @Option(
      names = "--base-key",
      paramLabel = "KEY",
      description = {
        "Trust this public key for signatures of base images, as --image-key. The list of",
        "--allowed-bases says whose signature is enough. Repeatable."
      })
  private List<String> references = new ArrayList<>();

  @Option(
      names = "--base-signatures",
      paramLabel = "DIRECTORY",
      description = {
        "Look for signatures of base images in this OCI layout (default: in the base's own",
        "repository). Repeatable."
      })
  private List<Path> layouts = new ArrayList<>();

  /// Who signed base images.
  ///
  /// @param open how registries are got at
  /// @param named images whose registries may be asked
  /// @throws SeaworthyException with a code of the room `signing`
  BaseImageSignatures signatures(
      Surroundings surroundings, OpenOptions open, List<ImageReference> named) {
    if (references.isEmpty()) {
      return BaseImageSignatures.NOT_KNOWN;
    }
    Trust trust = new CertificateKeys(surroundings, CryptographyProfile.STANDARD).named(references);
    Set<String> registries =
        named.stream().map(ImageReference::registry).collect(Collectors.toSet());
    return new FoundBaseSignatures(
        new ImageSignatures(trust, surroundings.clock().instant(), open.limits()),
        layouts,
        open,
        registries);
  }
}
