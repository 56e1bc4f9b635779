/// Packages as opkg records them on embedded systems such as OpenWrt and Yocto.
@NullMarked
package dev.seaworthy.inventory.opkg;

import org.jspecify.annotations.NullMarked;
