/** What tables are made of: shapes for string fields, hash parts for every other key. */
@NullMarked
package eco.lua.table;

import org.jspecify.annotations.NullMarked;
