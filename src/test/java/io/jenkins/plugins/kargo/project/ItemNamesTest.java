package io.jenkins.plugins.kargo.project;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ItemNamesTest {
    @ParameterizedTest
    @CsvSource({
        "shop, deploy, shop/deploy",
        "shop, /ops/release, ops/release",
        "shop/team, ../deploy, shop/deploy",
        "shop, sub/deploy, shop/sub/deploy",
        "'', deploy, deploy",
        "shop, ../../deploy, deploy",
        "shop, '', ''",
    })
    void namesAreRelativeToTheFolder(String folder, String name, String absolute) {
        assertThat(ItemNames.absolute(folder, name)).isEqualTo(absolute);
    }

    @Test
    void theControllerIsAboveEveryFolder() {
        assertThat(ItemNames.upwards("shop/team")).containsExactly("shop/team", "shop", "");
        assertThat(ItemNames.upwards("")).containsExactly("");
    }

    @ParameterizedTest
    @CsvSource({
        // The job was renamed.
        "deploy, shop, shop, shop/deploy, shop/ship, ship",
        // Its folder was renamed with it: a relative name needs no change.
        "deploy, shop, store, shop, store, deploy",
        // A job elsewhere moved.
        "/ops/release, shop, shop, ops, operations, /operations/release",
        // It left the folder.
        "deploy, shop, shop, shop/deploy, ops/deploy, /ops/deploy",
        // Another job that only begins alike.
        "deployer, shop, shop, shop/deploy, shop/ship, deployer",
        "'', shop, shop, shop/deploy, shop/ship, ''",
        // In the global configuration.
        "shop/deploy, '', '', shop, store, /store/deploy",
    })
    void aMoveIsFollowed(String name, String before, String now, String from, String to, String expected) {
        assertThat(ItemNames.afterMove(name, before, now, from, to)).isEqualTo(expected);
    }
}
