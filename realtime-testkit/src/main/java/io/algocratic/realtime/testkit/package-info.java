/**
 * Time that only tests move, an in-memory transport, and contract tests: an adapter author extends {@link
 * io.algocratic.realtime.testkit.TransportContract} and implements {@link io.algocratic.realtime.testkit.TransportFixture}.
 */
@NullMarked
package io.algocratic.realtime.testkit;

import org.jspecify.annotations.NullMarked;
