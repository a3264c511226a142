/** What {@code io} and {@code os} stand on: buffered files over channels, streams and child processes. */
@NullMarked
package eco.lua.lib.io;

import org.jspecify.annotations.NullMarked;
