/** Byte streams over descriptors: buffered reading, whole writes, plain waits; each for one task at a time. */
@NullMarked
package eco.scheduler.stream;

import org.jspecify.annotations.NullMarked;
