/** The only place that reads clocks and starts threads. */
@NullMarked
package io.algocratic.realtime.internal.time;

import org.jspecify.annotations.NullMarked;
