/** The operations of the language on values, shared by every execution tier and by the library. */
@NullMarked
package eco.lua.runtime;

import org.jspecify.annotations.NullMarked;
