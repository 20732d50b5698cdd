/** The clock, the deadlines and the threads of the application. */
@NullMarked
package io.algocratic.realtime.hub.time;

import org.jspecify.annotations.NullMarked;
