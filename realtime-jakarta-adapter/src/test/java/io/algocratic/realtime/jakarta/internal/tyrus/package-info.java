/** Tests of the parts of the Tyrus host. */
@NullMarked
package io.algocratic.realtime.jakarta.internal.tyrus;

import org.jspecify.annotations.NullMarked;
