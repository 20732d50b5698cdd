/** Bounded outbound queues and the loops that drain them. */
@NullMarked
package io.algocratic.realtime.internal.flush;

import org.jspecify.annotations.NullMarked;
