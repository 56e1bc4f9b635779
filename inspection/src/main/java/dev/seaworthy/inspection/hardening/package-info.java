/// Judges how an image is hardened: checks, the profiles that choose them, the operator's
/// tailoring, purpose statements and baseline records.
@NullMarked
package dev.seaworthy.inspection.hardening;

import org.jspecify.annotations.NullMarked;
