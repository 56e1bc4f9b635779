/// Signatures and attestations of images as cosign lays them out in a registry.
@NullMarked
package dev.seaworthy.signing.cosign;

import org.jspecify.annotations.NullMarked;
