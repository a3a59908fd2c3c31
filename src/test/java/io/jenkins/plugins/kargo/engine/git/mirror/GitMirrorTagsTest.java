package io.jenkins.plugins.kargo.engine.git.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.Repository;
import org.junit.jupiter.api.Test;

class GitMirrorTagsTest extends GitMirrorFixture {
    @Test
    void tagsCarryWhatForEachRefPrints() throws Exception {
        String one = app.commit("main", "one", Map.of("a", "1"));
        String two = app.commit("main", "two", Map.of("a", "2"));
        app.tag("light", two);
        app.annotatedTag("v1.0.0", one, "Release one\n\nDetails", Instant.parse("2026-05-01T00:00:00Z"));
        app.annotatedTag("other", one, "not wanted", Instant.parse("2026-05-01T00:00:00Z"));
        try (Repository remote = app.open()) {
            var update = remote.updateRef("refs/tags/tree");
            update.setNewObjectId(remote.resolve(one + "^{tree}"));
            update.update();
        }

        List<TagRecord> tags = open().tags(name -> !name.equals("other"));

        assertThat(tags).extracting(TagRecord::tag).containsExactly("v1.0.0", "light");
        TagRecord annotated = tags.get(0);
        assertThat(annotated.commit().id()).isEqualTo(one);
        assertThat(annotated.commit().subject()).isEqualTo("one");
        assertThat(annotated.creatorDate()).hasToString("2026-05-01T00:00Z");
        assertThat(annotated.tagger()).isEqualTo("Margaret Hamilton <margaret@example.com>");
        assertThat(annotated.annotation()).isEqualTo("Release one");
        TagRecord light = tags.get(1);
        assertThat(light.tagger()).isEmpty();
        assertThat(light.annotation()).isEmpty();
        assertThat(light.creatorDate()).isEqualTo(light.commit().commitDate());
    }

    @Test
    void movedAndDeletedTagsAreFollowed() throws Exception {
        String one = app.commit("main", "one", Map.of("a", "1"));
        app.tag("moved", one);
        app.tag("deleted", one);
        open().tags(name -> true);
        String two = app.commit("main", "two", Map.of("a", "2"));
        app.tag("moved", two);
        app.delete("refs/tags/deleted");

        List<TagRecord> tags = open().tags(name -> true);

        assertThat(tags).singleElement().satisfies(tag -> {
            assertThat(tag.tag()).isEqualTo("moved");
            assertThat(tag.commit().id()).isEqualTo(two);
        });
    }
}
