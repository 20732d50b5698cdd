/** What the runs print. */
package io.algocratic.realtime.benchmarks.report;
