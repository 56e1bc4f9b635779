/// Advisory databases that are installed on this machine, and how their feeds are fetched.
@NullMarked
package dev.seaworthy.advisory.install;

import org.jspecify.annotations.NullMarked;
