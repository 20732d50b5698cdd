package io.algocratic.realtime.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MeasurementTest {
    @Test
    void parse_ownLine_givesTheSame() {
        Measurement measurement = new Measurement(32, 4.002, 10_000_000, 2_500, 7_000, 242.5, 0.91);

        assertThat(Measurement.parse(measurement.line())).isEqualTo(measurement);
    }

    @Test
    void parse_otherLine_isRefused() {
        assertThatThrownBy(() -> Measurement.parse("OPEN 1000")).isInstanceOf(IllegalArgumentException.class);
    }
}
