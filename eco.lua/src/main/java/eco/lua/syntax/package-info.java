/** From source bytes to the resolved tree: lexer, parser with name resolution, and the tree itself. */
@NullMarked
package eco.lua.syntax;

import org.jspecify.annotations.NullMarked;
