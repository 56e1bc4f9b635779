/// How long the releases of distributions are supported, as data.
@NullMarked
package dev.seaworthy.advisory.lifecycle;

import org.jspecify.annotations.NullMarked;
