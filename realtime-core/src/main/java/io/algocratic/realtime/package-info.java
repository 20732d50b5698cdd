/**
 * What an application uses: the {@link io.algocratic.realtime.Hub}, its rooms, sessions, identities and messages.
 *
 * <p>Every type here is either an immutable value or a handle that is safe to use from any thread.
 */
@NullMarked
package io.algocratic.realtime;

import org.jspecify.annotations.NullMarked;
