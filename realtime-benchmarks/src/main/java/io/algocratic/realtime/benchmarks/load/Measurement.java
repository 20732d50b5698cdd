package io.algocratic.realtime.benchmarks.load;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the load client saw in one measured window, and its form on one line between processes.
 *
 * @param inFlight messages kept in flight
 * @param seconds length of the window
 * @param deliveries messages read by receivers in the window
 * @param p50 median latency of a delivery, microseconds
 * @param p99 99th percentile of it, microseconds
 * @param wireBytes bytes read for one delivery
 * @param clientLoad share of a core the client used, 0 to 1
 */
public record Measurement(
        int inFlight, double seconds, long deliveries, long p50, long p99, double wireBytes, double clientLoad) {
    static final String TAG = "MEASURED";

    /** Deliveries a second. */
    public double rate() {
        return deliveries / seconds;
    }

    /** One line that {@link #parse} reads. */
    public String line() {
        return TAG + " inFlight=" + inFlight + " seconds=" + seconds + " deliveries=" + deliveries + " p50=" + p50
                + " p99=" + p99 + " wireBytes=" + wireBytes + " clientLoad=" + clientLoad;
    }

    /**
     * Reads what {@code line} wrote.
     *
     * @param line one line of the load client's output
     * @return the figures
     * @throws IllegalArgumentException when it is another line
     */
    public static Measurement parse(String line) {
        String[] words = line.split(" ");
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 1; i < words.length; i++) {
            int equals = words[i].indexOf('=');
            values.put(words[i].substring(0, Math.max(equals, 0)), words[i].substring(equals + 1));
        }
        if (!words[0].equals(TAG) || values.size() != 7) {
            throw new IllegalArgumentException("no measurement: " + line);
        }
        return new Measurement(
                Integer.parseInt(values.get("inFlight")),
                Double.parseDouble(values.get("seconds")),
                Long.parseLong(values.get("deliveries")),
                Long.parseLong(values.get("p50")),
                Long.parseLong(values.get("p99")),
                Double.parseDouble(values.get("wireBytes")),
                Double.parseDouble(values.get("clientLoad")));
    }
}
