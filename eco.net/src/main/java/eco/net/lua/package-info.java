/** The Lua face of {@code eco.net}: argument checks, conversions, results; not exported. */
@NullMarked
package eco.net.lua;

import org.jspecify.annotations.NullMarked;
