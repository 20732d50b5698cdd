/** Live rooms: membership, delivery in order, catching up at a join. */
@NullMarked
package io.algocratic.realtime.internal.room;

import org.jspecify.annotations.NullMarked;
