package io.jenkins.plugins.kargo.config;

import hudson.ExtensionList;
import io.jenkins.plugins.kargo.engine.discovery.GenericSubscriber;
import io.jenkins.plugins.kargo.engine.discovery.generic.HttpJsonSubscriber;
import io.jenkins.plugins.kargo.engine.manifest.Capabilities.ConfigCheck;
import io.jenkins.plugins.kargo.subscription.SubscriptionType;
import java.util.HashMap;
import java.util.Map;

/** The types of generic subscriptions that this controller knows. */
final class Subscriptions {
    private Subscriptions() {}

    static Map<String, GenericSubscriber> all() {
        Map<String, GenericSubscriber> all = new HashMap<>();
        for (SubscriptionType type : ExtensionList.lookup(SubscriptionType.class)) {
            all.put(type.getType(), type);
        }
        all.put(HttpJsonSubscriber.TYPE, new HttpJsonSubscriber());
        return all;
    }

    static Map<String, ConfigCheck> checks() {
        Map<String, ConfigCheck> checks = new HashMap<>();
        all().forEach((type, subscriber) -> checks.put(type, subscriber::problems));
        return checks;
    }
}
