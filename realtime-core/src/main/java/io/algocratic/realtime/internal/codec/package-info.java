/** The wire protocol, version 1: commands in, frames out. */
@NullMarked
package io.algocratic.realtime.internal.codec;

import org.jspecify.annotations.NullMarked;
