package io.jenkins.plugins.kargo.engine.expression.value;

import java.util.List;

/** Elements of a known type over a list that nobody changes. */
final class ListView extends TypedList {
    private final List<?> values;
    private final Elements elements;

    ListView(List<?> values, Elements elements) {
        this.values = values;
        this.elements = elements;
    }

    @Override
    public Object get(int index) {
        return values.get(index);
    }

    @Override
    public int size() {
        return values.size();
    }

    @Override
    Elements elements() {
        return elements;
    }

    @Override
    public ListView subList(int from, int to) {
        return new ListView(values.subList(from, to), elements);
    }
}
