package io.jenkins.plugins.kargo.local.scenario;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;

/**
 * How somebody looks at the page.
 *
 * @param dark whether their system asks for dark pages
 * @param width of the window, in CSS pixels
 */
record Look(boolean dark, int width, int height) {
    static final Look LIGHT = new Look(false, 1280, 800);
    static final Look DARK = new Look(true, 1280, 800);

    /** Motion is reduced: what moves cannot be compared or measured. */
    NewContextOptions options() {
        return new NewContextOptions()
                .setColorScheme(dark ? ColorScheme.DARK : ColorScheme.LIGHT)
                .setViewportSize(width, height)
                .setReducedMotion(ReducedMotion.REDUCE);
    }

    @Override
    public String toString() {
        return width + (dark ? "-dark" : "-light");
    }
}
