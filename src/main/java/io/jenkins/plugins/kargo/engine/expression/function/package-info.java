/**
 * Kargo's own functions, as tables that are made for one context: the Freight of a promotion, the artifacts that a
 * warehouse discovered, the records of the steps before. What the functions look things up in are the small interfaces
 * here, implemented by whoever has the data; their answers may come from the store, never from a network.
 *
 * <p>Which context has which functions: kargo.md §3.2. {@code quote} and its like belong to templates and are in {@link
 * io.jenkins.plugins.kargo.engine.expression.TemplateFunctions}.
 */
package io.jenkins.plugins.kargo.engine.expression.function;
