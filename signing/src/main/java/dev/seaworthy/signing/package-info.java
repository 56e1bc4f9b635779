/// Keys, signatures and their verification, by the cryptography of the JDK.
@NullMarked
package dev.seaworthy.signing;

import org.jspecify.annotations.NullMarked;
