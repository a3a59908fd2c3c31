package hudson;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.remoting.VirtualChannel;
import java.io.IOException;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Environment variables: names ignore case, {@code PATH+X} prepends to {@code PATH}. */
public class EnvVars extends TreeMap<String, String> {
    private static final long serialVersionUID = 1L;

    public static final Map<String, String> masterEnvVars = initMaster();

    public EnvVars() {
        super(String.CASE_INSENSITIVE_ORDER);
    }

    public EnvVars(@NonNull Map<String, String> m) {
        this();
        putAll(m);
    }

    public EnvVars(@NonNull EnvVars m) {
        this((Map<String, String>) m);
    }

    public EnvVars(String... keyValuePairs) {
        this();
        if (keyValuePairs.length % 2 != 0) {
            throw new IllegalArgumentException("keys and values must come in pairs");
        }
        for (int i = 0; i < keyValuePairs.length; i += 2) {
            put(keyValuePairs[i], keyValuePairs[i + 1]);
        }
    }

    public void override(String key, String value) {
        if (value == null || value.isEmpty()) {
            remove(key);
            return;
        }
        int plus = key.indexOf('+');
        if (plus > 0) {
            String realKey = key.substring(0, plus);
            String current = get(realKey);
            put(realKey, current == null ? value : value + java.io.File.pathSeparatorChar + current);
            return;
        }
        put(key, value);
    }

    public EnvVars overrideAll(Map<String, String> all) {
        all.forEach(this::override);
        return this;
    }

    /** Overrides in an order in which a variable that another one refers to comes first; cycles are left as they are. */
    public EnvVars overrideExpandingAll(@NonNull Map<String, String> all) {
        Map<String, String> waiting = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        waiting.putAll(all);
        boolean progress = true;
        while (progress && !waiting.isEmpty()) {
            progress = false;
            for (String key : new TreeSet<>(waiting.keySet())) {
                String value = waiting.get(key);
                boolean ready = waiting.keySet().stream()
                        .filter(other -> !other.equalsIgnoreCase(key))
                        .noneMatch(other -> refersTo(value, other));
                if (ready) {
                    override(key, expand(value));
                    waiting.remove(key);
                    progress = true;
                }
            }
        }
        waiting.forEach((key, value) -> override(key, expand(value)));
        return this;
    }

    private static boolean refersTo(String value, String key) {
        String lower = value.toLowerCase(Locale.ENGLISH);
        String name = key.toLowerCase(Locale.ENGLISH);
        int plus = name.indexOf('+');
        String base = plus > 0 ? name.substring(0, plus) : name;
        return lower.contains("${" + base + "}") || lower.contains("$" + base);
    }

    public static void resolve(Map<String, String> env) {
        env.replaceAll((key, value) -> Util.replaceMacro(value, env));
    }

    public String get(String key, String defaultValue) {
        String value = get(key);
        return value == null ? defaultValue : value;
    }

    @Override
    public String put(String key, String value) {
        if (value == null) {
            throw new IllegalArgumentException("Null value not allowed as an environment variable: " + key);
        }
        return super.put(key, value);
    }

    public void putIfNotNull(String key, String value) {
        if (value != null) {
            put(key, value);
        }
    }

    public void putAllNonNull(Map<String, String> map) {
        map.forEach(this::putIfNotNull);
    }

    public void addLine(String line) {
        int separator = line.indexOf('=');
        if (separator > 0) {
            put(line.substring(0, separator), line.substring(separator + 1));
        }
    }

    public String expand(String s) {
        return Util.replaceMacro(s, this);
    }

    public static EnvVars getRemote(VirtualChannel channel) throws IOException, InterruptedException {
        if (channel == null) {
            return new EnvVars("N/A", "N/A");
        }
        if (channel != FilePath.localChannel) {
            throw new UnsupportedOperationException("only this machine's environment is known here");
        }
        return new EnvVars(masterEnvVars);
    }

    private static Map<String, String> initMaster() {
        return Collections.unmodifiableMap(new EnvVars(System.getenv()));
    }
}
