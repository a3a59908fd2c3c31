package hudson.scheduler;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lines of cron: fields are {@code *}, a number, {@code H}, and the first and the last with {@code /n}. */
public final class CronTabList {
    private static final int[] FIELDS = {
        Calendar.MINUTE, Calendar.HOUR_OF_DAY, Calendar.DAY_OF_MONTH, Calendar.MONTH, Calendar.DAY_OF_WEEK
    };
    private static final int[] SIZES = {60, 24, 31, 12, 7};
    private static final Pattern FIELD = Pattern.compile("(\\*|H|\\d+)(?:/(\\d+))?");

    private final List<Predicate<Calendar>> lines = new ArrayList<>();

    public static CronTabList create(@NonNull String format) {
        return create(format, null);
    }

    public static CronTabList create(@NonNull String format, Hash hash) {
        CronTabList list = new CronTabList(List.of());
        for (String line : format.split("\\R")) {
            if (!line.isBlank() && !line.strip().startsWith("#")) {
                list.lines.add(line(line.strip(), hash == null ? Hash.zero() : hash));
            }
        }
        return list;
    }

    private CronTabList(List<Predicate<Calendar>> lines) {
        this.lines.addAll(lines);
    }

    private static Predicate<Calendar> line(String line, Hash hash) {
        String[] fields = line.split("\\s+");
        if (fields.length != FIELDS.length) {
            throw new IllegalArgumentException("Invalid input: \"" + line + "\": 5 fields are expected");
        }
        Predicate<Calendar> all = any -> true;
        for (int i = 0; i < FIELDS.length; i++) {
            all = all.and(field(fields[i], i, hash));
        }
        return all;
    }

    private static Predicate<Calendar> field(String text, int index, Hash hash) {
        Matcher matcher = FIELD.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("Invalid input: \"" + text + "\" is not understood here");
        }
        // Months begin with 0 in a calendar, days of the week with 1.
        int first = index == 3 || index == 4 ? 1 : 0;
        int step = matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
        int period = step == 0 ? SIZES[index] : step;
        int start = matcher.group(1).equals("H") ? hash.next(period) : 0;
        boolean every = matcher.group(1).equals("*") && step == 0;
        boolean number = Character.isDigit(matcher.group(1).charAt(0));
        int exact = number ? Integer.parseInt(matcher.group(1)) : -1;
        return time -> {
            int value = time.get(FIELDS[index]);
            int counted = index == 3 ? value + 1 : index == 4 ? value - 1 : value;
            return every
                    || (number ? counted == exact : (counted - first) % period == start || counted % period == start);
        };
    }

    public synchronized boolean check(Calendar cal) {
        return lines.stream().anyMatch(line -> line.test(cal));
    }

    @CheckForNull
    public String checkSanity() {
        return null;
    }
}
