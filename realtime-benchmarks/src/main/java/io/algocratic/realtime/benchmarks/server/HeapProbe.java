package io.algocratic.realtime.benchmarks.server;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Looks at what lives in this JVM. Thread-safe.
 *
 * <p>Live objects are counted, not the heap in use: the serial collector leaves some dead objects in place rather than
 * move the live ones behind them, and those megabytes differ from one collection to the next.
 */
public final class HeapProbe {
    private HeapProbe() {}

    /** Bytes of buffers outside of the heap. */
    public static long directBytes() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }

    /** The class histogram of live objects, as {@code jcmd GC.class_histogram} prints it; collects garbage first. */
    public static List<String> classHistogram() {
        try {
            Object text = ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "gcClassHistogram",
                            new Object[] {new String[0]},
                            new String[] {String[].class.getName()});
            return text.toString().lines().toList();
        } catch (JMException failure) {
            throw new IllegalStateException("this JVM gives no class histogram", failure);
        }
    }
}
