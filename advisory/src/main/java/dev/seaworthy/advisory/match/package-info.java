/// From components to matches: which statements concern a component, what each says of its version,
/// which of them decides, and how to explain all that.
@NullMarked
package dev.seaworthy.advisory.match;

import org.jspecify.annotations.NullMarked;
