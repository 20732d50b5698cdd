/** Who is in a room: state, coalesced differences, counts. */
@NullMarked
package io.algocratic.realtime.internal.presence;

import org.jspecify.annotations.NullMarked;
