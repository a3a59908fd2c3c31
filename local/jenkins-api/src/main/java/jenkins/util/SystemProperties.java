package jenkins.util;

import edu.umd.cs.findbugs.annotations.CheckForNull;

public class SystemProperties {
    private SystemProperties() {}

    @CheckForNull
    public static String getString(String key) {
        return System.getProperty(key);
    }

    public static String getString(String key, @CheckForNull String def) {
        return System.getProperty(key, def);
    }

    public static boolean getBoolean(String name) {
        return getBoolean(name, false);
    }

    public static boolean getBoolean(String name, boolean def) {
        String value = System.getProperty(name);
        return value == null ? def : Boolean.parseBoolean(value);
    }

    @CheckForNull
    public static Integer getInteger(String name) {
        return getInteger(name, null);
    }

    public static Integer getInteger(String name, Integer def) {
        String value = System.getProperty(name);
        try {
            return value == null ? def : Integer.decode(value);
        } catch (NumberFormatException e) {
            return def;
        }
    }

    @CheckForNull
    public static Long getLong(String name) {
        return getLong(name, null);
    }

    public static Long getLong(String name, Long def) {
        String value = System.getProperty(name);
        try {
            return value == null ? def : Long.decode(value);
        } catch (NumberFormatException e) {
            return def;
        }
    }
}
