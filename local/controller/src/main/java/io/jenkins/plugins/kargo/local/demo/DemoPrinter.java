package io.jenkins.plugins.kargo.local.demo;

/** What people read in the terminal. */
final class DemoPrinter {
    // On JDK 22 and newer colours also go into a pipe; NO_COLOR turns them off.
    @SuppressWarnings("SystemConsoleNull")
    private static final boolean COLOR = System.console() != null && System.getenv("NO_COLOR") == null;

    void title(String text) {
        System.out.println();
        System.out.println(COLOR ? "\u001B[1m" + text + "\u001B[0m" : text);
    }

    void line(String text) {
        System.out.println("  " + text);
    }

    void right(String text) {
        System.out.println((COLOR ? "  \u001B[32m✓\u001B[0m " : "  ✓ ") + text);
    }

    void wrong(String text) {
        System.out.println((COLOR ? "  \u001B[31m✗\u001B[0m " : "  ✗ ") + text);
    }
}
