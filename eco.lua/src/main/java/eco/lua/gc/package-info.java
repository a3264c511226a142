/** What the JVM's collector does not do by itself: weak tables with ephemerons, finalizers in Lua, collectgarbage. */
@NullMarked
package eco.lua.gc;

import org.jspecify.annotations.NullMarked;
