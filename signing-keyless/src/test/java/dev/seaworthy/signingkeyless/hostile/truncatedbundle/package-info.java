/// A bundle that ends too early. - Comes of it: it is refused, wherever it ends. - Bound:
/// `SW-KEYLESS-0001`
package dev.seaworthy.signingkeyless.hostile.truncatedbundle;
