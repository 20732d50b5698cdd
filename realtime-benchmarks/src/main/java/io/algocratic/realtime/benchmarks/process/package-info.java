/** The processes of a run: started, pinned to cores, listened to, and ended with the run. */
package io.algocratic.realtime.benchmarks.process;
