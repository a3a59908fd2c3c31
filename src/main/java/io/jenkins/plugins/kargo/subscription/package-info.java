/** Types of subscriptions that Jenkins and its plugins bring, beside those that the engine knows. */
package io.jenkins.plugins.kargo.subscription;
