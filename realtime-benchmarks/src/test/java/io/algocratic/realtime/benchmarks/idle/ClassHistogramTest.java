package io.algocratic.realtime.benchmarks.idle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClassHistogramTest {
    private final ClassHistogram before = ClassHistogram.parse(List.of(
            " num     #instances         #bytes  class name (module)",
            "-------------------------------------------------------",
            "   1:          5712         420480  [B (java.base@17.0.15)",
            "   2:            10            480  io.algocratic.realtime.internal.flush.Link",
            "Total          9000         500000"));

    @Test
    void parse_jvmTable_readsRowsOnly() {
        assertThat(before.bytes())
                .containsOnlyKeys("[B", "io.algocratic.realtime.internal.flush.Link")
                .containsEntry("[B", 420_480L);
    }

    @Test
    void since_grownAndNewAndGone_givesTheDifferences() {
        ClassHistogram after = ClassHistogram.parse(List.of(
                "   1:  20  960  io.algocratic.realtime.internal.flush.Link", "   2:  1  24  java.lang.Integer"));

        ClassHistogram grown = after.since(before);

        assertThat(grown.bytes())
                .containsEntry("io.algocratic.realtime.internal.flush.Link", 480L)
                .containsEntry("java.lang.Integer", 24L)
                .containsEntry("[B", -420_480L);
        assertThat(grown.of("io.algocratic.")).isEqualTo(480);
        assertThat(after.total()).isEqualTo(984);
        assertThat(grown.largest(1).get(0).getKey()).isEqualTo("io.algocratic.realtime.internal.flush.Link");
    }
}
