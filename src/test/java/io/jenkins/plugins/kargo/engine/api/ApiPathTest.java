package io.jenkins.plugins.kargo.engine.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ApiPathTest {
    @Test
    void findsTheProjectAndWhatIsAskedOfIt() {
        ApiPath path = ApiPath.parse("/projects/shop/eu/guestbook/-/promotions/abc/abort");

        assertThat(path.project()).isEqualTo(new ProjectKey("shop/eu", "guestbook"));
        assertThat(path.rest()).containsExactly("promotions", "abc", "abort");
    }

    @Test
    void findsAProjectAtTheTop() {
        assertThat(ApiPath.parse("/projects/guestbook/-/board").project()).isEqualTo(new ProjectKey("", "guestbook"));
    }

    @Test
    void aPathWithoutTheSeparatorNamesNoProject() {
        assertThat(ApiPath.parse("/projects").project()).isNull();
        assertThat(ApiPath.parse("/projects").rest()).containsExactly("projects");
        assertThat(ApiPath.parse("/projects//-/board").project()).isNull();
        assertThat(ApiPath.parse("/projects/shop//-/board").project()).isNull();
    }

    @Test
    void aTrailingSlashChangesNothing() {
        assertThat(ApiPath.parse("/projects/guestbook/-/board/").rest()).containsExactly("board");
    }

    @Property
    void neverFails(@ForAll String path) {
        assertThat(ApiPath.parse(path)).isNotNull();
    }
}
