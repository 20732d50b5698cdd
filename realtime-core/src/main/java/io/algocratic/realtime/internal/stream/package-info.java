/** Streams in memory: bounded rings with epoch and offset, and the backplane made of them. */
@NullMarked
package io.algocratic.realtime.internal.stream;

import org.jspecify.annotations.NullMarked;
