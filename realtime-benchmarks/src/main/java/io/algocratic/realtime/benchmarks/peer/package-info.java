/** The servers that are measured beside each other. */
package io.algocratic.realtime.benchmarks.peer;
