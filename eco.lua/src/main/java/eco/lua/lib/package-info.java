/** Lua's standard library. Each library's {@code open} builds its table; {@link eco.lua.lib.Libraries} installs them. */
@NullMarked
package eco.lua.lib;

import org.jspecify.annotations.NullMarked;
