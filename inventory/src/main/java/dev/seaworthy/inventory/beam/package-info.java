/// Erlang and Elixir: compiled applications and lock files.
@NullMarked
package dev.seaworthy.inventory.beam;

import org.jspecify.annotations.NullMarked;
