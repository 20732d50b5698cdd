package io.algocratic.realtime.benchmarks.server;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Looks at what lives on this JVM's heap, after collecting garbage. Meant for the serial collector, whose explicit
 * collection is full and leaves live objects only. Thread-safe.
 */
public final class HeapProbe {
    private static final int COLLECTIONS = 3;

    private HeapProbe() {}

    /** Bytes of live objects. More than one collection, because the first may only free what holds buffers alive. */
    public static long liveBytes() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** Bytes of buffers outside of the heap. */
    public static long directBytes() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }

    /** The class histogram of live objects, as {@code jcmd GC.class_histogram} prints it. */
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
