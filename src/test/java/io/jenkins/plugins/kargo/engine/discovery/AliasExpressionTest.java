package io.jenkins.plugins.kargo.engine.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.kargo.engine.expression.ExpressionException;
import io.jenkins.plugins.kargo.engine.model.ArtifactReference;
import io.jenkins.plugins.kargo.engine.model.Chart;
import io.jenkins.plugins.kargo.engine.model.Freight;
import io.jenkins.plugins.kargo.engine.model.FreightOrigin;
import io.jenkins.plugins.kargo.engine.model.GitCommit;
import io.jenkins.plugins.kargo.engine.model.Image;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class AliasExpressionTest {
    private static final Freight FREIGHT = new Freight(
            "a".repeat(40),
            "",
            FreightOrigin.warehouse("w"),
            List.of(new GitCommit("https://git.example.com/a", "c0ffee", "main", "", "Fix it", "me", "me", "")),
            List.of(new Image("r.example.com/a", "1.2.3+X_y", "sha256:00", Map.of(), "")),
            List.of(new Chart("https://charts.example.com", "app", "4.5.6", "")),
            List.of(new ArtifactReference("jenkins-build", "build", "42", Map.of())),
            Instant.EPOCH);

    private static String alias(String expression, String... taken) {
        return AliasExpression.of(expression, FREIGHT, Set.of(taken)::contains);
    }

    @Test
    void theValueBecomesAnAlias() {
        assertThat(alias("imageFrom('r.example.com/a').Tag")).isEqualTo("1.2.3-x-y");
        assertThat(alias("'v' + chartFrom('https://charts.example.com', 'app').Version"))
                .isEqualTo("v4.5.6");
        assertThat(alias("build-${{ artifactFrom('build').Version }}")).isEqualTo("build-42");
        assertThat(alias("commitFrom('https://git.example.com/a').Subject")).isEqualTo("fix-it");
        assertThat(alias("id[0:7]")).isEqualTo("aaaaaaa");
        assertThat(alias("1 + 1")).isEqualTo("2");
        assertThat(alias("nil")).isEmpty();
        assertThat(alias("'--..--'")).isEmpty();
    }

    @Test
    void aNameThatIsTakenGetsANumber() {
        assertThat(alias("'app'", "app")).isEqualTo("app-2");
        assertThat(alias("'app'", "app", "app-2")).isEqualTo("app-3");
    }

    @Test
    void whatFailsIsAnError() {
        assertThatThrownBy(() -> alias("imageFrom('x').Tag")).isInstanceOf(ExpressionException.class);
    }

    @Property
    void whateverItIsItFits(@ForAll String text) {
        assertThat(AliasExpression.fitting(text)).matches("([a-z0-9]([-a-z0-9.]{0,56}[a-z0-9])?)?");
    }
}
