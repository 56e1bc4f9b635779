/// Keys that never leave HashiCorp Vault's transit engine.
@NullMarked
package dev.seaworthy.signing.vault;

import org.jspecify.annotations.NullMarked;
