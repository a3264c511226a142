/**
 * The kernel as this platform uses it: one narrow interface, so that a test can make any call fail, and its binding to
 * the C library. Exported to eco's own modules only.
 */
@NullMarked
package eco.scheduler.kernel;

import org.jspecify.annotations.NullMarked;
