/** The REST interface and its errors. */
@NullMarked
package io.algocratic.realtime.hub.api;

import org.jspecify.annotations.NullMarked;
