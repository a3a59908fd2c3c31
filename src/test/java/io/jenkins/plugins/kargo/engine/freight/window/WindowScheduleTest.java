package io.jenkins.plugins.kargo.engine.freight.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kargo.engine.model.Metadata;
import io.jenkins.plugins.kargo.engine.model.PromotionPolicy;
import io.jenkins.plugins.kargo.engine.model.PromotionWindow;
import io.jenkins.plugins.kargo.engine.model.PromotionWindow.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WindowScheduleTest {
    private static final PromotionWindow OFFICE =
            window("office", Kind.Allow, "2026-01-05T09:00", Duration.ofHours(8), "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR");
    private static final PromotionWindow FREEZE =
            window("freeze", Kind.Deny, "2026-12-21T00:00", Duration.ofDays(14), "");

    private static PromotionWindow window(String name, Kind kind, String start, Duration length, String rrule) {
        return new PromotionWindow(
                name, kind, policy("", Map.of()), LocalDateTime.parse(start), ZoneOffset.UTC, length, rrule);
    }

    private static PromotionPolicy policy(String stage, Map<String, String> labels) {
        return new PromotionPolicy(stage, labels, List.of(), false);
    }

    private static WindowState at(String now, PromotionWindow... windows) {
        return WindowSchedule.of(List.of(windows)).at(Instant.parse(now));
    }

    @Test
    void withoutWindowsItIsOpen() {
        assertThat(at("2026-03-01T00:00:00Z")).isEqualTo(WindowState.OPEN);
    }

    @Test
    void outsideOfAllAllowWindowsItIsClosedUntilTheNextBegins() {
        assertThat(at("2026-03-06T18:00:00Z", OFFICE))
                .isEqualTo(new WindowState(
                        true,
                        "promotions are allowed in the window \"office\" only",
                        Instant.parse("2026-03-09T09:00:00Z"),
                        null,
                        ""));
    }

    @Test
    void withinAnAllowWindowItIsOpenUntilItEnds() {
        assertThat(at("2026-03-06T10:00:00Z", OFFICE))
                .isEqualTo(new WindowState(
                        false,
                        "",
                        null,
                        Instant.parse("2026-03-06T17:00:00Z"),
                        "promotions are allowed in the window \"office\" only"));
    }

    @Test
    void aDenyWindowWinsAndTheNextOpeningIsBehindBoth() {
        assertThat(at("2026-12-22T10:00:00Z", OFFICE, FREEZE))
                .isEqualTo(new WindowState(
                        true,
                        "the window \"freeze\" denies promotions",
                        Instant.parse("2027-01-04T09:00:00Z"),
                        null,
                        ""));
        assertThat(at("2026-12-18T18:00:00Z", FREEZE).nextClose()).isEqualTo(Instant.parse("2026-12-21T00:00:00Z"));
    }

    @Test
    void windowsThatFollowOneAnotherAreOneOpening() {
        PromotionWindow always = window("always", Kind.Allow, "2026-01-01T00:00", Duration.ofDays(1), "FREQ=DAILY");
        WindowState state = at("2026-03-06T10:00:00Z", always, FREEZE);
        assertThat(state.closed()).isFalse();
        assertThat(state.nextClose()).isEqualTo(Instant.parse("2026-12-21T00:00:00Z"));
    }

    @Test
    void anAllowWindowThatIsOverForGoodClosesForGood() {
        PromotionWindow once = window("launch", Kind.Allow, "2026-01-01T00:00", Duration.ofDays(1), "");
        WindowState state = at("2026-03-06T10:00:00Z", once);
        assertThat(state.closed()).isTrue();
        assertThat(state.nextOpen()).isNull();
    }

    @Test
    void aWindowConcernsTheStagesThatItSelects() {
        PromotionWindow named = new PromotionWindow(
                "n",
                Kind.Deny,
                policy("glob:prod-*", Map.of("tier", "gold")),
                OFFICE.start(),
                OFFICE.zone(),
                OFFICE.length(),
                "");
        List<PromotionWindow> windows = List.of(named, FREEZE);
        assertThat(WindowSchedule.concerning(windows, new Metadata("prod-eu", Map.of("tier", "gold"), Map.of())))
                .containsExactly(named, FREEZE);
        assertThat(WindowSchedule.concerning(windows, new Metadata("prod-eu", Map.of(), Map.of())))
                .containsExactly(FREEZE);
    }
}
