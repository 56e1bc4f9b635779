/// Works out the expressions of an operator's own rules, in CEL; nothing else loads its library.
@NullMarked
package dev.seaworthy.verdict.rule;

import org.jspecify.annotations.NullMarked;
