package io.jenkins.plugins.kargo.subscription;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.ExtensionPoint;
import io.jenkins.plugins.kargo.engine.discovery.GenericSubscriber;

/**
 * A further type of subscription, for other plugins to bring: {@code @Extension public class MyType extends
 * SubscriptionType}. Types are known from the start of the controller on; discovery calls them from many threads, with
 * the authority of the controller, so that a type which reads items must itself ask what the project may see.
 */
public abstract class SubscriptionType implements ExtensionPoint, GenericSubscriber {
    /** The key in a Warehouse's subscription, such as {@code jenkins-build}; part of the Freight's id, so never change it. */
    @NonNull
    public abstract String getType();
}
