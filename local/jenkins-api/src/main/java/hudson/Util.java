package hudson;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringTokenizer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

public class Util {
    private static final Pattern VARIABLE = Pattern.compile("\\$([A-Za-z0-9_]+|\\{[A-Za-z0-9_.]+\\}|\\$)");

    @Nullable
    public static String replaceMacro(@CheckForNull String s, @NonNull Map<String, String> properties) {
        if (s == null) {
            return null;
        }
        Matcher matcher = VARIABLE.matcher(s);
        StringBuilder result = new StringBuilder();
        int from = 0;
        while (matcher.find()) {
            result.append(s, from, matcher.start());
            String key = matcher.group(1);
            String value = key.equals("$")
                    ? "$"
                    : properties.get(key.startsWith("{") ? key.substring(1, key.length() - 1) : key);
            result.append(value == null ? matcher.group() : value);
            from = matcher.end();
        }
        return result.append(s.substring(from)).toString();
    }

    public static void deleteContentsRecursive(@NonNull File file) throws IOException {
        File[] children = file.listFiles();
        if (children == null) {
            return;
        }
        for (File child : children) {
            deleteRecursive(child);
        }
    }

    public static void deleteFile(@NonNull File f) throws IOException {
        Files.deleteIfExists(f.toPath());
    }

    public static void deleteRecursive(@NonNull File dir) throws IOException {
        if (!isSymlink(dir)) {
            deleteContentsRecursive(dir);
        }
        deleteFile(dir);
    }

    public static boolean isSymlink(@NonNull File file) throws IOException {
        return Files.isSymbolicLink(file.toPath());
    }

    public static boolean isRelativePath(String path) {
        return !(path.startsWith("/") || path.startsWith("\\\\") || path.matches("[A-Za-z]:[\\\\/].*"));
    }

    public static boolean isDescendant(File forParent, File potentialChild) throws IOException {
        Path parent = real(forParent.toPath());
        return real(potentialChild.toPath()).startsWith(parent);
    }

    private static Path real(Path path) throws IOException {
        Path absolute = path.toAbsolutePath().normalize();
        return Files.exists(absolute, LinkOption.NOFOLLOW_LINKS) ? absolute.toRealPath() : absolute;
    }

    @NonNull
    public static String[] tokenize(@NonNull String s, @CheckForNull String delimiter) {
        StringTokenizer tokenizer = delimiter == null ? new StringTokenizer(s) : new StringTokenizer(s, delimiter);
        List<String> tokens = new ArrayList<>();
        while (tokenizer.hasMoreTokens()) {
            tokens.add(tokenizer.nextToken());
        }
        return tokens.toArray(new String[0]);
    }

    @NonNull
    public static String[] tokenize(@NonNull String s) {
        return tokenize(s, " \t\n\r\f");
    }

    @NonNull
    public static String[] mapToEnv(@NonNull Map<String, String> m) {
        return m.entrySet().stream()
                .map(entry -> entry.getKey() + '=' + entry.getValue())
                .toArray(String[]::new);
    }

    @CheckForNull
    public static String nullify(@CheckForNull String v) {
        return fixEmpty(v);
    }

    @NonNull
    public static String removeTrailingSlash(@NonNull String s) {
        return s.endsWith("/") ? s.substring(0, s.length() - 1) : s;
    }

    @NonNull
    public static String getDigestOf(@NonNull InputStream source) throws IOException {
        try (source) {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(source.readAllBytes()));
        } catch (NoSuchAlgorithmException e) {
            throw new IOException("MD5 not installed", e);
        }
    }

    @NonNull
    public static String toHexString(@NonNull byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    @NonNull
    public static byte[] fromHexString(@NonNull String data) {
        return HexFormat.of().parseHex(data);
    }

    /** English only; the real one is translated. */
    @NonNull
    public static String getTimeSpanString(long duration) {
        long seconds = duration / 1000;
        long minutes = seconds / 60;
        long hours = minutes / 60;
        long days = hours / 24;
        if (days > 0) {
            return days + " day " + hours % 24 + " hr";
        }
        if (hours > 0) {
            return hours + " hr " + minutes % 60 + " min";
        }
        if (minutes > 0) {
            return minutes + " min " + seconds % 60 + " sec";
        }
        return seconds >= 10
                ? seconds + " sec"
                : seconds >= 1
                        ? String.format(Locale.ROOT, "%.1f sec", Math.floor(duration / 100.0) / 10)
                        : duration + " ms";
    }

    @NonNull
    public static String rawEncode(@NonNull String s) {
        return encodePathSegment(s);
    }

    @NonNull
    public static String encode(@NonNull String s) {
        try {
            return new URI(null, null, s, null).toASCIIString();
        } catch (URISyntaxException e) {
            return s;
        }
    }

    private static String encodePathSegment(String s) {
        return URLEncoder.encode(s, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%7E", "~")
                .replace("%21", "!")
                .replace("%27", "'")
                .replace("%28", "(")
                .replace("%29", ")")
                .replace("%40", "@");
    }

    public static String singleQuote(String s) {
        return '\'' + s + '\'';
    }

    @Nullable
    public static String escape(@CheckForNull String text) {
        return text == null
                ? null
                : text.replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("\"", "&quot;")
                        .replace("'", "&#039;")
                        .replace("\n", "<br>");
    }

    @NonNull
    public static String xmlEscape(@NonNull String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    @NonNull
    public static String fixNull(@CheckForNull String s) {
        return fixNull(s, "");
    }

    @NonNull
    public static <T> T fixNull(@CheckForNull T s, @NonNull T defaultValue) {
        return s == null ? defaultValue : s;
    }

    @CheckForNull
    public static String fixEmpty(@CheckForNull String s) {
        return s == null || s.isEmpty() ? null : s;
    }

    @CheckForNull
    public static String fixEmptyAndTrim(@CheckForNull String s) {
        return s == null ? null : fixEmpty(s.trim());
    }

    @NonNull
    public static <T> List<T> fixNull(@CheckForNull List<T> l) {
        return fixNull(l, List.of());
    }

    @NonNull
    public static <T> Collection<T> fixNull(@CheckForNull Collection<T> l) {
        return fixNull(l, List.of());
    }
}
