/** The first execution tier: a tree of nodes that execute themselves, built from the resolved tree. */
@NullMarked
package eco.lua.interp;

import org.jspecify.annotations.NullMarked;
