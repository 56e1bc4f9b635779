/// Servers to pull from: a real distribution server, one with faults to order, a mirror of feeds.
@NullMarked
package dev.seaworthy.testkit.registry;

import org.jspecify.annotations.NullMarked;
