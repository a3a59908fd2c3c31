package io.jenkins.plugins.kargo.engine.freight.url;

/** A text is no URL. Never leaves this package: the normalisers return such a text as it is. */
final class UrlSyntaxException extends Exception {

    private static final long serialVersionUID = 1;

    UrlSyntaxException(String message) {
        super(message);
    }
}
