/// A certificate authority of the installation's own, for first use, and the certificates by it.
@NullMarked
package dev.seaworthy.server.tls;

import org.jspecify.annotations.NullMarked;
