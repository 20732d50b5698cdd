/** Hello, rooms: the smallest server that people can talk through. */
@NullMarked
package io.algocratic.realtime.examples.hello;

import org.jspecify.annotations.NullMarked;
