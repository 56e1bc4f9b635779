/// Rust crates: what cargo-auditable built into programs, and lock files.
@NullMarked
package dev.seaworthy.inventory.rust;

import org.jspecify.annotations.NullMarked;
