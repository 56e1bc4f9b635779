/// The signed decision about an image, with a date on it: its statement, its verification without
/// any network, and the list of those that were taken back.
@NullMarked
package dev.seaworthy.certificate;

import org.jspecify.annotations.NullMarked;
