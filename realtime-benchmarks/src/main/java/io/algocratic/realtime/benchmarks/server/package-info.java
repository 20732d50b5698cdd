/** The servers of this jar: the hub, Vert.x, and the hub without any container. */
package io.algocratic.realtime.benchmarks.server;
