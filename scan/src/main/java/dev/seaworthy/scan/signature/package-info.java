/// Looks for signatures of images and of their bases, and judges those that are found.
@NullMarked
package dev.seaworthy.scan.signature;

import org.jspecify.annotations.NullMarked;
