/// Packages as Gentoo's portage records them.
@NullMarked
package dev.seaworthy.inventory.portage;

import org.jspecify.annotations.NullMarked;
