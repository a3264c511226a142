/** What the math library is made of. */
@NullMarked
package eco.lua.lib.number;

import org.jspecify.annotations.NullMarked;
