/** What speaks to Kubernetes, against an API server that somebody else wrote: the one of fabric8's own tests. */
package io.jenkins.plugins.kargo.local.cluster;
