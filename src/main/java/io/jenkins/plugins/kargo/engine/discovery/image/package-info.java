/** Image subscriptions: tags of a repository and the images behind them. */
package io.jenkins.plugins.kargo.engine.discovery.image;
