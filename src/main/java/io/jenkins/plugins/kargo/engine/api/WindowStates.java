package io.jenkins.plugins.kargo.engine.api;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.freight.window.WindowSchedule;
import io.jenkins.plugins.kargo.engine.freight.window.WindowState;
import io.jenkins.plugins.kargo.engine.model.Configuration;
import io.jenkins.plugins.kargo.engine.model.PromotionWindow;
import io.jenkins.plugins.kargo.engine.model.Stage;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The promotion windows of the stages at one moment; stages with the same windows are worked out once. */
final class WindowStates {
    private final Configuration configuration;
    private final Instant now;
    private final Map<List<PromotionWindow>, WindowState> known = new HashMap<>();

    WindowStates(Configuration configuration, Instant now) {
        this.configuration = configuration;
        this.now = now;
    }

    /** @return null when no window concerns the stage */
    @CheckForNull
    Views.Window of(@NonNull Stage stage) {
        if (configuration.promotionWindows().isEmpty()) {
            return null;
        }
        List<PromotionWindow> windows = WindowSchedule.concerning(configuration.promotionWindows(), stage.metadata());
        if (windows.isEmpty()) {
            return null;
        }
        WindowState state =
                known.computeIfAbsent(windows, some -> WindowSchedule.of(some).at(now));
        return new Views.Window(
                state.closed(), state.reason(), state.nextOpen(), state.nextClose(), state.nextCloseReason());
    }
}
