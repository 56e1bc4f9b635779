package dev.seaworthy.inspection.hardening.check;

import dev.seaworthy.image.ImageConfig;
import dev.seaworthy.image.ImageFacts;
import dev.seaworthy.image.ImageReference;
import dev.seaworthy.image.lineage.Lineage;
import dev.seaworthy.inventory.Inventory;
import org.jspecify.annotations.Nullable;

/// An image as hardening checks see it.
///
/// @param referenceOrNull where it was pulled from; null for an archive, a layout or a directory
/// @param config without members for a directory
/// @param facts of a walk in which the analysers of the hardening checks took part
/// @param inventory of the same walk
/// @param lineage what is known of its base image
/// @param answers what other parts of Seaworthy know of it
public record HardeningSubject(
    @Nullable ImageReference referenceOrNull,
    ImageConfig config,
    ImageFacts facts,
    Inventory inventory,
    Lineage lineage,
    Answers answers) {}
