/// How flaws are rated: CVSS scores from vectors, the rating rule of each rulebook, and the grades
/// of GB/T 30279-2020.
@NullMarked
package dev.seaworthy.rulebook.rating;

import org.jspecify.annotations.NullMarked;
