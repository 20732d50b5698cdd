package io.algocratic.realtime.benchmarks.idle;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Live objects by class, as {@code jcmd GC.class_histogram} counts them: the bytes of the objects themselves, not of
 * what they refer to. Immutable and thread-safe.
 *
 * @param bytes by class name; arrays as the JVM names them, such as {@code [B}
 */
public record ClassHistogram(Map<String, Long> bytes) {
    private static final Pattern ROW = Pattern.compile("\\s*\\d+:\\s+\\d+\\s+(\\d+)\\s+(\\S+).*");

    /** Copies the rows. */
    public ClassHistogram {
        bytes = Map.copyOf(bytes);
    }

    /**
     * Reads the JVM's table; lines that are no rows are skipped.
     *
     * @param lines as printed
     * @return the histogram
     */
    public static ClassHistogram parse(List<String> lines) {
        Map<String, Long> bytes = new HashMap<>();
        for (String line : lines) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                bytes.merge(row.group(2), Long.parseLong(row.group(1)), Long::sum);
            }
        }
        return new ClassHistogram(bytes);
    }

    /**
     * What was added since an earlier histogram.
     *
     * @param earlier of the same JVM
     * @return the differences that are not zero
     */
    public ClassHistogram since(ClassHistogram earlier) {
        Set<String> names = new HashSet<>(bytes.keySet());
        names.addAll(earlier.bytes.keySet());
        Map<String, Long> difference = new HashMap<>();
        for (String name : names) {
            long grown = bytes.getOrDefault(name, 0L) - earlier.bytes.getOrDefault(name, 0L);
            if (grown != 0) {
                difference.put(name, grown);
            }
        }
        return new ClassHistogram(difference);
    }

    /** The bytes of all objects. */
    public long total() {
        return of("");
    }

    /**
     * The bytes of all classes whose names begin alike.
     *
     * @param prefix of a class name
     * @return their sum
     */
    public long of(String prefix) {
        return bytes.entrySet().stream()
                .filter(row -> row.getKey().startsWith(prefix))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /**
     * The classes with the most bytes.
     *
     * @param count how many
     * @return rows, largest first
     */
    public List<Map.Entry<String, Long>> largest(int count) {
        return bytes.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(count)
                .toList();
    }
}
