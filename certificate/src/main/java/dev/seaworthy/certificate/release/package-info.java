/// Seals everything that belongs to one release of an image in one file, and checks it offline.
@NullMarked
package dev.seaworthy.certificate.release;

import org.jspecify.annotations.NullMarked;
