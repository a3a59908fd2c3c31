package hudson.console;

public class HyperlinkNote extends ConsoleNote {
    private static final long serialVersionUID = 1L;

    private final String url;
    private final int length;

    public HyperlinkNote(String url, int length) {
        this.url = url;
        this.length = length;
    }

    protected String extraAttributes() {
        return "";
    }

    public static String encodeTo(String url, String text) {
        return text.replace('\n', ' ');
    }

    @Override
    public String toString() {
        return url + " over " + length + " characters";
    }
}
