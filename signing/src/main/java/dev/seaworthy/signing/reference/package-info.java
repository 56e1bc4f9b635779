/// The keys that a person names: in files, tokens and services.
@NullMarked
package dev.seaworthy.signing.reference;

import org.jspecify.annotations.NullMarked;
