/** The service through which Java modules bring Lua modules to {@code require}. */
@NullMarked
package eco.lua.spi;

import org.jspecify.annotations.NullMarked;
