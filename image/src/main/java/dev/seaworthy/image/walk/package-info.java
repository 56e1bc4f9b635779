/// The single walk over an image: each layer is read once as a bounded stream, verified, taken
/// apart and shown to the analysers; the layers' facts are cached and merged.
@NullMarked
package dev.seaworthy.image.walk;

import org.jspecify.annotations.NullMarked;
