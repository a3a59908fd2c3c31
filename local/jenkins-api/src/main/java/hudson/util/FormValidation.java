package hudson.util;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Util;
import java.io.IOException;
import java.util.Collection;
import org.kohsuke.stapler.HttpResponse;

public abstract class FormValidation extends IOException implements HttpResponse {
    private static final long serialVersionUID = 1L;

    public enum Kind {
        OK,
        WARNING,
        ERROR
    }

    public final Kind kind;

    private FormValidation(Kind kind) {
        this.kind = kind;
    }

    private FormValidation(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public static FormValidation error(String message) {
        return errorWithMarkup(message == null ? null : Util.escape(message));
    }

    public static FormValidation warning(String message) {
        return warningWithMarkup(message == null ? null : Util.escape(message));
    }

    public static FormValidation ok(String message) {
        return okWithMarkup(message == null ? null : Util.escape(message));
    }

    public static FormValidation ok() {
        return respond(Kind.OK, "<div/>");
    }

    public static FormValidation error(String format, Object... args) {
        return error(String.format(format, args));
    }

    public static FormValidation warning(String format, Object... args) {
        return warning(String.format(format, args));
    }

    public static FormValidation ok(String format, Object... args) {
        return ok(String.format(format, args));
    }

    public static FormValidation error(Throwable e, String message) {
        return error(message + ": " + e.getMessage());
    }

    /** The worst kind of all, with every text that says something. */
    @NonNull
    public static FormValidation aggregate(@NonNull Collection<FormValidation> validations) {
        if (validations.isEmpty()) {
            return ok();
        }
        Kind worst = Kind.OK;
        StringBuilder html = new StringBuilder("<ul style='list-style-type: none; padding-left: 0; margin: 0'>");
        for (FormValidation validation : validations) {
            html.append("<li>").append(validation.renderHtml()).append("</li>");
            if (validation.kind.ordinal() > worst.ordinal()) {
                worst = validation.kind;
            }
        }
        return respond(worst, html.append("</ul>").toString());
    }

    public static FormValidation errorWithMarkup(String message) {
        return withMarkup(message, Kind.ERROR);
    }

    public static FormValidation warningWithMarkup(String message) {
        return withMarkup(message, Kind.WARNING);
    }

    public static FormValidation okWithMarkup(String message) {
        return withMarkup(message, Kind.OK);
    }

    private static FormValidation withMarkup(String message, Kind kind) {
        if (message == null) {
            return ok();
        }
        return new FormValidation(kind, message) {
            private static final long serialVersionUID = 1L;

            @Override
            public String renderHtml() {
                return "<div class=" + kind.name().toLowerCase(java.util.Locale.ENGLISH) + '>' + getMessage()
                        + "</div>";
            }
        };
    }

    public static FormValidation respond(Kind kind, String html) {
        return new FormValidation(kind) {
            private static final long serialVersionUID = 1L;

            @Override
            public String renderHtml() {
                return html;
            }
        };
    }

    public static FormValidation validateRequired(String value) {
        return Util.fixEmptyAndTrim(value) == null ? error("This field is required") : ok();
    }

    public static FormValidation validateNonNegativeInteger(String value) {
        try {
            return Integer.parseInt(value) < 0 ? error("Not a non-negative number") : ok();
        } catch (NumberFormatException e) {
            return error("Not a number");
        }
    }

    public static FormValidation validatePositiveInteger(String value) {
        try {
            return Integer.parseInt(value) <= 0 ? error("Not a positive number") : ok();
        } catch (NumberFormatException e) {
            return error("Not a number");
        }
    }

    public abstract String renderHtml();
}
