/** Sorting under an order that a script supplies. */
@NullMarked
package eco.lua.lib.order;

import org.jspecify.annotations.NullMarked;
