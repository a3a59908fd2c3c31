/**
 * Kargo's expression language: expr-lang 1.17 and the templates {@code ${{ }}} around it. Text becomes a syntax tree
 * ({@code Parser}), is checked without knowing the variables ({@code Checker}), simplified as the Go library does where
 * it shows in results ({@code Optimizer}), and turned into objects that run ({@code Compiler}).
 *
 * <p>The parser is written by hand. A generated one would need the ANTLR runtime, of which Jenkins core has its own older
 * version that wins in a plugin's class path. Values are looked into by explicit rules only (package {@code value}), never
 * by reflection, so an expression reaches nothing that it was not given.
 *
 * <p>{@link io.jenkins.plugins.kargo.engine.expression.Expression} and {@link
 * io.jenkins.plugins.kargo.engine.expression.Templates} are the entries. Parsed expressions are immutable and may be
 * evaluated by many threads.
 */
package io.jenkins.plugins.kargo.engine.expression;
