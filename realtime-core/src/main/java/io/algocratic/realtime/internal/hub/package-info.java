/** The hub itself and the configuration it was built with. */
@NullMarked
package io.algocratic.realtime.internal.hub;

import org.jspecify.annotations.NullMarked;
