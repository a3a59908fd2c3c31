package hudson;

import hudson.model.PersistentDescriptor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import net.java.sezpoz.Index;
import net.java.sezpoz.IndexItem;

/** One instance per {@code @Extension} that sezpoz wrote into an index, kept for the life of the class loader. */
final class ExtensionIndex {
    private static final Logger LOGGER = Logger.getLogger(ExtensionIndex.class.getName());
    private static final Map<String, ExtensionComponent<?>> INSTANCES = new LinkedHashMap<>();

    private ExtensionIndex() {}

    static synchronized <T> List<ExtensionComponent<T>> find(Class<T> type) {
        List<ExtensionComponent<T>> found = new ArrayList<>();
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        for (IndexItem<Extension, Object> item : Index.load(Extension.class, Object.class, loader)) {
            try {
                if (type.isAssignableFrom(typeOf(item))) {
                    found.add(instance(type, item));
                }
            } catch (InstantiationException | LinkageError e) {
                LOGGER.log(Level.WARNING, e, () -> "Failed to load the extension " + item.className());
            }
        }
        return found;
    }

    private static Class<?> typeOf(IndexItem<Extension, Object> item) throws InstantiationException {
        if (item.element() instanceof Class<?> type) {
            return type;
        }
        return item.element() instanceof Field field ? field.getType() : ((Method) item.element()).getReturnType();
    }

    private static <T> ExtensionComponent<T> instance(Class<T> type, IndexItem<Extension, Object> item)
            throws InstantiationException {
        String key = item.className() + '#' + item.memberName();
        ExtensionComponent<?> known = INSTANCES.get(key);
        if (known == null) {
            Object instance = item.instance();
            known = new ExtensionComponent<>(instance, item.annotation());
            INSTANCES.put(key, known);
            if (instance instanceof PersistentDescriptor persistent) {
                persistent.load();
            }
        }
        return new ExtensionComponent<>(type.cast(known.getInstance()), known.ordinal());
    }
}
