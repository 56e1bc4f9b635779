/// The registry gateway: the OCI distribution specification 1.1, with a quarantine and a
/// certificate at every pull. Owns `registry_*`.
@NullMarked
package dev.seaworthy.server.registry;

import org.jspecify.annotations.NullMarked;
