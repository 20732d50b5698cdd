/** Delivery of events to listeners, away from every hot path. */
@NullMarked
package io.algocratic.realtime.internal.event;

import org.jspecify.annotations.NullMarked;
