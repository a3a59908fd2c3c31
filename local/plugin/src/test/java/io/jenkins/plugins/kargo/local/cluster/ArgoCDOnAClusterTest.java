package io.jenkins.plugins.kargo.local.cluster;

/** With an API server that somebody else wrote, the one of fabric8's own tests. */
class ArgoCDOnAClusterTest extends ArgoCDOnACluster {
    @Override
    Cluster cluster() {
        return new MockCluster();
    }
}
