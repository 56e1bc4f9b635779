/// An append-only chain of records in files, with signed heads that are kept elsewhere and a
/// verifier that needs nothing but those two.
@NullMarked
package dev.seaworthy.ledger;

import org.jspecify.annotations.NullMarked;
