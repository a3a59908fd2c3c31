package io.jenkins.plugins.kargo.local.api;

import java.util.Locale;
import org.jvnet.localizer.Localizable;
import org.jvnet.localizer.ResourceBundleHolder;

/** A message of Jenkins itself in English; the real one is translated. */
public final class FixedText extends Localizable {
    private static final long serialVersionUID = 1L;

    private final String text;

    public FixedText(String text) {
        super(ResourceBundleHolder.get(FixedText.class), text);
        this.text = text;
    }

    @Override
    public String toString(Locale locale) {
        return text;
    }

    @Override
    public String toString() {
        return text;
    }
}
