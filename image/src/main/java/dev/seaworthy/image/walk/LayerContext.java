package dev.seaworthy.image.walk;

import dev.seaworthy.base.Limits;
import dev.seaworthy.image.Analyser;
import dev.seaworthy.image.ContentTap;
import java.util.List;
import java.util.concurrent.ThreadFactory;

/// What the reading of every layer of a walk shares.
///
/// @param threads makes the thread that unpacks
/// @param seed see [PathTrie]
record LayerContext(
    List<Analyser> analysers,
    List<ContentTap> taps,
    PathMatcher matcher,
    Limits limits,
    SpillFolder spill,
    ByteBudget imageBytes,
    TableBudget tables,
    ThreadFactory threads,
    long seed) {}
