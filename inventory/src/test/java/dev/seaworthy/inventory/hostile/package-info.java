/// Images that are made to hurt the catalogers, one folder for each fault; what they share.
@NullMarked
package dev.seaworthy.inventory.hostile;

import org.jspecify.annotations.NullMarked;
