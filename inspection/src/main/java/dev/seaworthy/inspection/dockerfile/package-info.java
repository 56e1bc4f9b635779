/// Reads Dockerfiles and Containerfiles into instructions that know their lines, by the rules of
/// BuildKit's Dockerfile frontend.
@NullMarked
package dev.seaworthy.inspection.dockerfile;

import org.jspecify.annotations.NullMarked;
