/** The Corporate Communications Hub: the command line of the reference application. */
@NullMarked
package io.algocratic.realtime.hub;

import org.jspecify.annotations.NullMarked;
