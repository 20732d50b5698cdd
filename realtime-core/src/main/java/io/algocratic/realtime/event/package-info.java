/** What a {@link io.algocratic.realtime.event.HubListener} is told: immutable facts, after they happened. */
@NullMarked
package io.algocratic.realtime.event;

import org.jspecify.annotations.NullMarked;
