package io.jenkins.plugins.kargo.local.scenario;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;

/**
 * How somebody looks at the page.
 *
 * @param dark whether their system asks for dark pages
 * @param width of the window, in CSS pixels
 * @param locale that their browser asks for
 * @param moving whether they want things to move
 */
record Look(boolean dark, int width, int height, String locale, boolean moving) {
    static final Look LIGHT = new Look(false, 1280, 800);
    static final Look DARK = new Look(true, 1280, 800);

    /** In English, and without motion: what moves cannot be compared or measured. */
    Look(boolean dark, int width, int height) {
        this(dark, width, height, "en-GB", false);
    }

    Look german() {
        return new Look(dark, width, height, "de-DE", moving);
    }

    Look withMotion() {
        return new Look(dark, width, height, locale, true);
    }

    NewContextOptions options() {
        return new NewContextOptions()
                .setColorScheme(dark ? ColorScheme.DARK : ColorScheme.LIGHT)
                .setViewportSize(width, height)
                .setLocale(locale)
                .setReducedMotion(moving ? ReducedMotion.NO_PREFERENCE : ReducedMotion.REDUCE);
    }

    @Override
    public String toString() {
        return width + (dark ? "-dark-" : "-light-") + locale;
    }
}
