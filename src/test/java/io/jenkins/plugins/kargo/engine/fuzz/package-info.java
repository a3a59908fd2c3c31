/**
 * What a fuzzer calls: {@code ./kargo fuzz} runs these classes under Jazzer, and {@code FuzzTargetsTest} runs them over the
 * corpus in the resources and over changes of it.
 */
package io.jenkins.plugins.kargo.engine.fuzz;
