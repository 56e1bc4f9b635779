/// Looks for what should not be in an image: secrets, malware and settings that weaken it. Each
/// observation names its rule, where it was seen and its proof.
@NullMarked
package dev.seaworthy.inspection;

import org.jspecify.annotations.NullMarked;
