/// A Sigstore instance of a test's own: an authority, its logs, a clock and a trusted root, made of
/// the public interfaces and behind HTTP on the loopback.
@NullMarked
package dev.seaworthy.testkit.sigstore;

import org.jspecify.annotations.NullMarked;
