/** What the string and utf8 libraries are made of: patterns, formats, packing. */
@NullMarked
package eco.lua.lib.text;

import org.jspecify.annotations.NullMarked;
