package io.jenkins.plugins.kargo.engine.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/** File systems without the shared memory that SQLite's write-ahead log needs. */
final class NetworkFileSystem {
    private static final Set<String> TYPES = Set.of(
            "9p",
            "afpfs",
            "afs",
            "beegfs",
            "ceph",
            "cifs",
            "davfs",
            "glusterfs",
            "gpfs",
            "lustre",
            "nfs",
            "nfs4",
            "pvfs2",
            "smb",
            "smb2",
            "smb3",
            "smbfs",
            "virtiofs",
            "webdav");

    private NetworkFileSystem() {}

    static boolean holds(Path directory) {
        try {
            return directory.toAbsolutePath().toString().startsWith("\\\\")
                    || isNetwork(Files.getFileStore(directory).type());
        } catch (IOException e) {
            // Unknown: the rollback journal works everywhere, only slower.
            return true;
        }
    }

    /** @param type as the operating system names it, such as {@code ext4} or {@code fuse.sshfs} */
    static boolean isNetwork(String type) {
        String name = type.toLowerCase(Locale.ROOT);
        return name.startsWith("fuse.") ? !name.equals("fuse.fuse-overlayfs") : TYPES.contains(name);
    }
}
