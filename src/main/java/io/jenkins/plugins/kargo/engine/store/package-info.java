/**
 * What the plugin remembers. {@link io.jenkins.plugins.kargo.engine.store.KargoStore} is the truth: build logs, pages and
 * resumed builds read from it. One transition is one transaction; every method is safe for many threads and blocks on
 * I/O, so none is called on the CPS thread.
 */
package io.jenkins.plugins.kargo.engine.store;
