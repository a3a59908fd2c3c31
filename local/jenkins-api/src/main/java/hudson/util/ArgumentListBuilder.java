package hudson.util;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

public class ArgumentListBuilder implements Serializable, Cloneable {
    private static final long serialVersionUID = 1L;

    private final List<String> args = new ArrayList<>();
    private final BitSet mask = new BitSet();

    public ArgumentListBuilder() {}

    public ArgumentListBuilder(String... args) {
        add(args);
    }

    public ArgumentListBuilder add(Object a) {
        return add(a.toString(), false);
    }

    public ArgumentListBuilder add(String a) {
        return add(a, false);
    }

    public ArgumentListBuilder add(String a, boolean mask) {
        if (a != null) {
            if (mask) {
                this.mask.set(args.size());
            }
            args.add(a);
        }
        return this;
    }

    public ArgumentListBuilder add(String... args) {
        for (String arg : args) {
            add(arg);
        }
        return this;
    }

    public void addMasked(String string) {
        add(string, true);
    }

    public List<String> toList() {
        return new ArrayList<>(args);
    }

    public String[] toCommandArray() {
        return args.toArray(new String[0]);
    }

    public boolean[] toMaskArray() {
        boolean[] masks = new boolean[args.size()];
        for (int i = 0; i < masks.length; i++) {
            masks[i] = mask.get(i);
        }
        return masks;
    }

    @Override
    public ArgumentListBuilder clone() {
        ArgumentListBuilder copy = new ArgumentListBuilder();
        copy.args.addAll(args);
        copy.mask.or(mask);
        return copy;
    }
}
