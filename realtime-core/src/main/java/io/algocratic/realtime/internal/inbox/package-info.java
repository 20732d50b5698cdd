/** Identities that are connected, and the order of what is sent to each. */
@NullMarked
package io.algocratic.realtime.internal.inbox;

import org.jspecify.annotations.NullMarked;
