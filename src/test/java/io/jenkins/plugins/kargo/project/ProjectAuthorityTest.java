package io.jenkins.plugins.kargo.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.kargo.engine.model.ProjectKey;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProjectAuthorityTest {
    @ParameterizedTest
    @CsvSource({
        "shop, shop/build, true",
        "shop, shop/sub/build, true",
        "shop, shopping/build, false",
        "shop, other/build, false",
        "shop, build, false",
        "'', build, true",
        "'', shop/build, false",
    })
    void whatIsBuiltAsSystemSeesItsOwnFolder(String owner, String item, boolean own) {
        assertThat(ProjectAuthority.isOwn(owner, item)).isEqualTo(own);
    }

    @ParameterizedTest
    @CsvSource({"build, shop/build", "../tools/cli, tools/cli", "/tools/cli, tools/cli"})
    void namesAreRelativeToTheProjectsFolder(String name, String fullName) {
        assertThat(ProjectAuthority.fullName(new ProjectKey("shop", "app"), name))
                .isEqualTo(fullName);
    }
}
