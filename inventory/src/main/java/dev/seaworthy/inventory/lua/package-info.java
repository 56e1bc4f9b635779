/// Lua rocks as LuaRocks installs them.
@NullMarked
package dev.seaworthy.inventory.lua;

import org.jspecify.annotations.NullMarked;
