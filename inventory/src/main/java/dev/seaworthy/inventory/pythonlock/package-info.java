/// The lock files of Python's package managers, and requirements files.
@NullMarked
package dev.seaworthy.inventory.pythonlock;

import org.jspecify.annotations.NullMarked;
