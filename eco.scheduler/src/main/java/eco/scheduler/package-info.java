/** The event loop and everything that a coroutine can wait for. */
@NullMarked
package eco.scheduler;

import org.jspecify.annotations.NullMarked;
