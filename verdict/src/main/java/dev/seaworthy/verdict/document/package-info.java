/// Documents that people write: YAML read strictly, with the place of every value for messages.
@NullMarked
package dev.seaworthy.verdict.document;

import org.jspecify.annotations.NullMarked;
