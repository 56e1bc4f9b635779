/// Dart packages as Pub locks them.
@NullMarked
package dev.seaworthy.inventory.dart;

import org.jspecify.annotations.NullMarked;
