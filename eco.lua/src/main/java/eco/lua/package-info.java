/** Values, functions, errors and the embedding API of the Lua engine. */
@NullMarked
package eco.lua;

import org.jspecify.annotations.NullMarked;
