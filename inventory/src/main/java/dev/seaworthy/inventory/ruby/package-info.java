/// Ruby gems: installed specifications and Bundler's lock files.
@NullMarked
package dev.seaworthy.inventory.ruby;

import org.jspecify.annotations.NullMarked;
