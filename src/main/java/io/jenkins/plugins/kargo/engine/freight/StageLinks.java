package io.jenkins.plugins.kargo.engine.freight;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/** Names of stages connected by arrows from upstream to downstream. */
final class StageLinks {

    private final Map<String, Set<String>> upstreams = new LinkedHashMap<>();
    private final Map<String, Set<String>> downstreams = new LinkedHashMap<>();

    StageLinks(Collection<String> names) {
        for (String name : names) {
            upstreams.put(name, new LinkedHashSet<>());
            downstreams.put(name, new LinkedHashSet<>());
        }
    }

    /** Unknown upstream names are left out. */
    void connect(String stage, Collection<String> from) {
        for (String upstream : from) {
            if (downstreams.containsKey(upstream)) {
                upstreams.get(stage).add(upstream);
                downstreams.get(upstream).add(stage);
            }
        }
    }

    Set<String> upstreams(String stage) {
        return Collections.unmodifiableSet(upstreams.getOrDefault(stage, Set.of()));
    }

    Set<String> downstreams(String stage) {
        return Collections.unmodifiableSet(downstreams.getOrDefault(stage, Set.of()));
    }

    /** Upstream before downstream; a cycle is entered at its first name in the given order. */
    List<String> inOrder() {
        Sorting sorting = new Sorting();
        sorting.untilStuck();
        while (!sorting.isDone()) {
            sorting.take(cycleAmong(sorting.rest()).get(0));
            sorting.untilStuck();
        }
        return List.copyOf(sorting.sorted);
    }

    /** One cycle from its first name in the given order back to that name, in the direction of the flow; or empty. */
    List<String> cycle() {
        Sorting sorting = new Sorting();
        sorting.untilStuck();
        if (sorting.isDone()) {
            return List.of();
        }
        List<String> cycle = cycleAmong(sorting.rest());
        cycle.add(cycle.get(0));
        return cycle;
    }

    /** Every name that cannot be sorted has an upstream that cannot be either: going there must come round. */
    private List<String> cycleAmong(Set<String> unsorted) {
        Map<String, Integer> walked = new LinkedHashMap<>();
        String name = unsorted.iterator().next();
        while (walked.putIfAbsent(name, walked.size()) == null) {
            name = upstreams.get(name).stream()
                    .filter(unsorted::contains)
                    .findFirst()
                    .orElseThrow();
        }
        int entered = walked.get(name);
        List<String> cycle = new ArrayList<>(new ArrayList<>(walked.keySet()).subList(entered, walked.size()));
        Collections.reverse(cycle);
        String first = unsorted.stream()
                .filter(n -> walked.getOrDefault(n, -1) >= entered)
                .findFirst()
                .orElseThrow();
        Collections.rotate(cycle, -cycle.indexOf(first));
        return cycle;
    }

    /** Kahn's algorithm; of the names that could be next, the first in the given order goes first. */
    private final class Sorting {

        private final List<String> names = List.copyOf(upstreams.keySet());
        private final Map<String, Integer> places = new HashMap<>();
        private final Map<String, Integer> missing = new HashMap<>();
        private final PriorityQueue<Integer> ready = new PriorityQueue<>();
        private final Set<String> sorted = new LinkedHashSet<>();

        private Sorting() {
            for (String name : names) {
                places.put(name, places.size());
                missing.put(name, upstreams.get(name).size());
                if (upstreams.get(name).isEmpty()) {
                    ready.add(places.get(name));
                }
            }
        }

        private boolean isDone() {
            return sorted.size() == names.size();
        }

        private Set<String> rest() {
            Set<String> rest = new LinkedHashSet<>(names);
            rest.removeAll(sorted);
            return rest;
        }

        private void untilStuck() {
            while (!ready.isEmpty()) {
                take(names.get(ready.poll()));
            }
        }

        private void take(String name) {
            sorted.add(name);
            for (String downstream : downstreams.get(name)) {
                if (missing.merge(downstream, -1, Integer::sum) == 0 && !sorted.contains(downstream)) {
                    ready.add(places.get(downstream));
                }
            }
        }
    }
}
