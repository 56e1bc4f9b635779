/// Output formats: each presenter writes a whole scan result in one of them, the same for the same
/// result.
@NullMarked
package dev.seaworthy.cli.report;

import org.jspecify.annotations.NullMarked;
