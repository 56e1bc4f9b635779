/// How each packaging ecosystem orders its versions: texts are parsed once and then compared in
/// nanoseconds, and what an ecosystem can't order is answered with the reason instead of a guess.
@NullMarked
package dev.seaworthy.advisory.version;

import org.jspecify.annotations.NullMarked;
