/// Keys that never leave their PKCS #11 token.
@NullMarked
package dev.seaworthy.signing.pkcs11;

import org.jspecify.annotations.NullMarked;
