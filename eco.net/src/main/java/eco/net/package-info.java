/**
 * Sockets for tasks of {@code eco.scheduler}: TCP, UDP, UNIX, ICMP, netlink and packet sockets, and TUN/TAP devices.
 * Straight-line code; what waits suspends the task, never the thread.
 */
@NullMarked
package eco.net;

import org.jspecify.annotations.NullMarked;
