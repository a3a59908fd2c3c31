/**
 * {@code ./kargo bench}: measures the parts whose speed matters. A benchmark is one class that implements {@link
 * io.jenkins.plugins.kargo.local.bench.Benchmark} and stands in the list of {@link
 * io.jenkins.plugins.kargo.local.bench.Bench}.
 */
package io.jenkins.plugins.kargo.local.bench;
