/// Keys, signatures and their verification, by one interface to all cryptography.
@NullMarked
package dev.seaworthy.signing;

import org.jspecify.annotations.NullMarked;
