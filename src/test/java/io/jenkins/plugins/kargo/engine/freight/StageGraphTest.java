package io.jenkins.plugins.kargo.engine.freight;

import static io.jenkins.plugins.kargo.engine.freight.Samples.BASE;
import static io.jenkins.plugins.kargo.engine.freight.Samples.GUESTBOOK;
import static io.jenkins.plugins.kargo.engine.freight.Samples.direct;
import static io.jenkins.plugins.kargo.engine.freight.Samples.oneOf;
import static io.jenkins.plugins.kargo.engine.freight.Samples.stage;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kargo.engine.freight.StageGraph.Problem;
import io.jenkins.plugins.kargo.engine.model.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class StageGraphTest {

    @Test
    void upstreamComesBeforeDownstreamAndOtherwiseTheManifestsOrderIsKept() {
        StageGraph graph = graph(
                taking("prod-us", "uat"),
                taking("prod-eu", "uat"),
                taking("uat", "test"),
                stage("test", direct(GUESTBOOK)),
                stage("docs", direct(BASE)));
        assertThat(graph.problems()).isEmpty();
        assertThat(graph.inOrder()).containsExactly("test", "uat", "prod-us", "prod-eu", "docs");
        assertThat(graph.upstreams("uat")).containsExactly("test");
        assertThat(graph.downstreams("uat")).containsExactly("prod-us", "prod-eu");
        assertThat(graph.downstreams("nowhere")).isEmpty();
    }

    @Test
    void anUnknownUpstreamStageIsNamedWithItsField() {
        Stage prod = stage("prod", direct(BASE), oneOf(GUESTBOOK, null, "test", "uta"));
        assertThat(graph(stage("test", direct(GUESTBOOK)), prod).problems())
                .containsExactly(new Problem(
                        "prod",
                        "spec.requestedFreight[1].sources.stages[1]",
                        "stage prod takes Freight from stage uta, which does not exist; the stages are test, prod"));
    }

    @Test
    void aCycleIsNamedInTheDirectionOfTheFlow() {
        StageGraph graph = graph(
                taking("after", "prod"),
                stage("test", direct(GUESTBOOK)),
                taking("uat", "test", "prod"),
                taking("qa", "uat"),
                taking("prod", "qa"));
        assertThat(graph.problems())
                .containsExactly(new Problem(
                        "uat",
                        "spec.requestedFreight[0].sources.stages",
                        "Freight of Warehouse/guestbook would go round in a circle: uat -> qa -> prod -> uat; remove"
                                + " one of these stages from the sources of the next"));
        assertThat(graph.inOrder()).containsExactly("test", "uat", "qa", "prod", "after");
    }

    @Test
    void aStageMustNotBeItsOwnSource() {
        assertThat(graph(taking("uat", "uat")).problems())
                .extracting(Problem::message)
                .containsExactly(
                        "stage uat takes Freight of Warehouse/guestbook from itself; remove it from its own sources");
    }

    @Test
    void stagesMayGiveEachOtherFreightOfDifferentOrigins() {
        StageGraph graph = graph(
                stage("a", direct(GUESTBOOK), oneOf(BASE, null, "b")),
                stage("b", direct(BASE), oneOf(GUESTBOOK, null, "a")));
        assertThat(graph.problems()).isEmpty();
        assertThat(graph.inOrder()).containsExactly("a", "b");
    }

    @Test
    void aVeryLongPipelineIsNoProblem() {
        int length = 20_000;
        List<Stage> stages = new ArrayList<>();
        for (int i = length; i > 0; i--) {
            stages.add(taking("s" + i, "s" + (i - 1)));
        }
        stages.add(taking("s0", "s" + length));
        StageGraph graph = StageGraph.of(stages);
        assertThat(graph.inOrder()).hasSize(length + 1);
        assertThat(graph.problems()).hasSize(1);
    }

    @Property
    void everyAcyclicGraphIsSortedWithoutProblems(@ForAll @Size(max = 12) List<@IntRange(max = 12) Integer> targets) {
        int count = targets.size();
        List<Stage> stages = new ArrayList<>();
        for (int i = count - 1; i >= 0; i--) {
            int upstream = targets.get(i);
            stages.add(upstream < i ? taking("s" + i, "s" + upstream) : stage("s" + i, direct(GUESTBOOK)));
        }
        StageGraph graph = StageGraph.of(stages);
        List<String> order = graph.inOrder();
        assertThat(graph.problems()).isEmpty();
        assertThat(order).hasSize(count).doesNotHaveDuplicates();
        IntStream.range(0, count)
                .forEach(i -> graph.upstreams("s" + i)
                        .forEach(u -> assertThat(order.indexOf(u)).isLessThan(order.indexOf("s" + i))));
    }

    private static Stage taking(String name, String... upstreams) {
        return stage(name, oneOf(GUESTBOOK, null, upstreams));
    }

    private static StageGraph graph(Stage... stages) {
        return StageGraph.of(List.of(stages));
    }
}
