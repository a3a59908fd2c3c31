/** What the kinds of subscriptions have in common: discovered artifacts, and choosing tags. No I/O. */
package io.jenkins.plugins.kargo.engine.discovery.selection;
