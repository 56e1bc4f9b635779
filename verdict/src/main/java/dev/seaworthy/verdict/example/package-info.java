/// Examples that a policy is tested with: findings in a few words, and what must come of them.
@NullMarked
package dev.seaworthy.verdict.example;

import org.jspecify.annotations.NullMarked;
