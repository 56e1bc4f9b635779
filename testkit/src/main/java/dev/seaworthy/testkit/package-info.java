/// Makers of test data and independent oracles; uses nothing of the product.
@NullMarked
package dev.seaworthy.testkit;

import org.jspecify.annotations.NullMarked;
