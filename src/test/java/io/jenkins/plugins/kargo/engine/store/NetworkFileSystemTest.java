package io.jenkins.plugins.kargo.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkFileSystemTest {
    @ParameterizedTest
    @ValueSource(strings = {"nfs", "nfs4", "NFS", "cifs", "smb3", "fuse.sshfs", "fuse.glusterfs", "9p", "ceph"})
    void networkFileSystemsAreKnown(String type) {
        assertThat(NetworkFileSystem.isNetwork(type)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ext4", "xfs", "btrfs", "tmpfs", "overlay", "zfs", "apfs", "NTFS", "fuse.fuse-overlayfs"})
    void localFileSystemsAreNot(String type) {
        assertThat(NetworkFileSystem.isNetwork(type)).isFalse();
    }

    @Test
    void aFolderThatDoesNotExistIsTakenForRemote(@TempDir Path directory) {
        assertThat(NetworkFileSystem.holds(directory.resolve("none"))).isTrue();
    }
}
