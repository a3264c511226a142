/** Calendar arithmetic for {@code os.time} and {@code os.date}. */
@NullMarked
package eco.lua.lib.date;

import org.jspecify.annotations.NullMarked;
