package io.jenkins.plugins.kargo.engine.store;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;

/** Remembers the statements that its connections prepare. */
final class CountingDataSource {
    private final DataSource target;
    private final List<String> seen = new CopyOnWriteArrayList<>();

    CountingDataSource(DataSource target) {
        this.target = target;
    }

    List<String> seen() {
        return seen;
    }

    void reset() {
        seen.clear();
    }

    DataSource proxy() {
        return wrap(DataSource.class, target);
    }

    private <T> T wrap(Class<T> type, Object wrapped) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            try {
                if (method.getName().equals("prepareStatement")) {
                    seen.add((String) args[0]);
                }
                Object result = method.invoke(wrapped, args);
                return method.getName().equals("getConnection") && result instanceof Connection
                        ? wrap(Connection.class, result)
                        : result;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }
}
