/** The parts of the Tyrus host: upgrade, frame guard, outlet, and the end of a link. */
@NullMarked
package io.algocratic.realtime.jakarta.internal.tyrus;

import org.jspecify.annotations.NullMarked;
