/// The official schemas of the formats that the product writes, to judge its documents by.
@NullMarked
package dev.seaworthy.testkit.schema;

import org.jspecify.annotations.NullMarked;
