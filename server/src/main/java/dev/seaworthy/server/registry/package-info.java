/// The registry gateway: repositories, quarantine, promotion. Owns `registry_*`.
@NullMarked
package dev.seaworthy.server.registry;

import org.jspecify.annotations.NullMarked;
