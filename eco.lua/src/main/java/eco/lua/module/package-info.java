/** The Lua modules that every runtime has: {@code eco} and its time, sync, channel and cli companions. */
@NullMarked
package eco.lua.module;

import org.jspecify.annotations.NullMarked;
