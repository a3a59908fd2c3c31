/**
 * The values of expressions and how the expression language compares, prints, converts and types them. Values are plain
 * Java: null, {@code Boolean}, {@code Long}, {@code Double}, {@code String}, {@code byte[]}, {@code List}, {@code Map},
 * {@code ZonedDateTime}, {@code Duration}, {@code ZoneId}, and {@link
 * io.jenkins.plugins.kargo.engine.expression.value.StructValue} for Kargo's objects; nothing is ever looked into by
 * reflection. The rules are those of the Go library that Kargo uses, because Kargo's users see their results: strings
 * index by UTF-8 byte, numbers print as Go prints them, JSON escapes what Go escapes.
 */
package io.jenkins.plugins.kargo.engine.expression.value;
