package dev.seaworthy.image.walk;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A directory that a walk over a tree still has to read.
///
/// @param bytes its path inside the tree as the file system has it, without leading slash
/// @param fileKey what identified it when it was found; it is read only if what opens under its
///   path is still the same, so that nobody can swap it for a link to elsewhere
/// @param device where the tree's root lies
@SuppressWarnings("ArrayRecordComponent") // never compared
record FoundDirectory(Path path, byte[] bytes, @Nullable Object fileKey, long device) {}
