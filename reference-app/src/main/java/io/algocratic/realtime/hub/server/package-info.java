/** One port: pages, REST, WebSocket and Server-Sent Events on one embedded container. */
@NullMarked
package io.algocratic.realtime.hub.server;

import org.jspecify.annotations.NullMarked;
