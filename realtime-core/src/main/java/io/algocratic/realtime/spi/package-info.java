/**
 * What an extender implements or calls: transports, authentication, authorization, the backplane, time.
 *
 * <p>An adapter needs this package and the root package, and nothing else.
 */
@NullMarked
package io.algocratic.realtime.spi;

import org.jspecify.annotations.NullMarked;
