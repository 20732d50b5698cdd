/** Tests of the Tyrus host, most of them over a raw socket. */
@NullMarked
package io.algocratic.realtime.jakarta.tyrus;

import org.jspecify.annotations.NullMarked;
