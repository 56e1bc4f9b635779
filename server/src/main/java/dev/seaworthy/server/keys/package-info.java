/// The key that this installation signs certificates and heads with. Owns `keys_*`.
@NullMarked
package dev.seaworthy.server.keys;

import org.jspecify.annotations.NullMarked;
