package io.jenkins.plugins.kargo.engine.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UlidsTest {
    private static Clock at(long millis) {
        return Clock.fixed(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
    }

    @Test
    void theTimeStandsInTheFirstTenDigits() {
        // 01arz3ndek is the time in the example of the ULID specification.
        assertThat(new Ulids(at(1469922850259L)).next())
                .startsWith("01arz3ndek")
                .hasSize(26);
        assertThat(new Ulids(at(0)).next()).startsWith("0000000000");
    }

    @Test
    void withinOneMillisecondTheyGrow() {
        Ulids ulids = new Ulids(at(1), new Random(1));
        List<String> made = IntStream.range(0, 1000).mapToObj(i -> ulids.next()).toList();
        assertThat(made).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void theyGrowEvenWhenTheClockGoesBack() {
        long[] time = {1000};
        Clock clock = new Clock() {
            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return Instant.ofEpochMilli(time[0]);
            }
        };
        Ulids ulids = new Ulids(clock);
        List<String> made = new ArrayList<>();
        for (long next : new long[] {1000, 500, 1, 1000, 1001, 2}) {
            time[0] = next;
            made.add(ulids.next());
        }
        assertThat(made).isSorted().doesNotHaveDuplicates();
    }
}
