/** The command line of the whole-process load runs. */
package io.algocratic.realtime.benchmarks;
