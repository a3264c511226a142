/** The program's command line, life cycle and exit statuses. */
@NullMarked
package eco.launcher;

import org.jspecify.annotations.NullMarked;
