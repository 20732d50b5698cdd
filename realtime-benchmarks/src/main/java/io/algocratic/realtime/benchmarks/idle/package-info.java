/** What an idle connection keeps alive. */
package io.algocratic.realtime.benchmarks.idle;
