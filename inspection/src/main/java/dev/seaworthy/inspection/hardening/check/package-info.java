/// The hardening checks: what each says of itself, as data, and the conditions under which it
/// fails, as code.
@NullMarked
package dev.seaworthy.inspection.hardening.check;

import org.jspecify.annotations.NullMarked;
