package dev.seaworthy.scan;

import dev.seaworthy.image.ImageSource;
import dev.seaworthy.image.LayerFactsCache;
import dev.seaworthy.image.OpenOptions;
import dev.seaworthy.image.walk.WalkResources;

/// Which image to read, and how.
///
/// @param open how the image is got at, with the limits of everything that is read
/// @param resources what reading may use of the machine
/// @param cache where the facts of layers are kept from one scan to the next
public record ScanRequest(
    ImageSource source, OpenOptions open, WalkResources resources, LayerFactsCache cache) {}
