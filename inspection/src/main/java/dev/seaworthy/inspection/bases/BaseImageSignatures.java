package dev.seaworthy.inspection.bases;

import dev.seaworthy.image.lineage.BaseImage;
import java.util.Set;

/// Who signed a base image.
@FunctionalInterface
public interface BaseImageSignatures {

  /// Nobody looked.
  BaseImageSignatures NOT_KNOWN =
      _ -> new Signers(Set.of(), "", "no key of a signer is trusted (--base-key)");

  /// What is known of who signed.
  ///
  /// @param names the signers that are trusted and signed it: fingerprints of keys, as `sha256:…`,
  ///   and names in certificates
  /// @param found what was found, for people
  /// @param problem what kept from looking everywhere; empty when nothing did
  record Signers(Set<String> names, String found, String problem) {
    public Signers {
      names = Set.copyOf(names);
    }
  }

  /// Who signed the manifest of this base image.
  Signers of(BaseImage base);
}
