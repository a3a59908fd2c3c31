package com.cloudbees.hudson.plugins.folder;

import hudson.Util;
import hudson.model.AbstractItem;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Job;
import hudson.model.TopLevelItem;
import hudson.util.DescribableList;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import jenkins.model.Jenkins;
import org.springframework.security.access.AccessDeniedException;

/** A folder whose items are held in memory; a subclass may save them. */
public abstract class AbstractFolder<I extends TopLevelItem> extends AbstractItem
        implements TopLevelItem, ItemGroup<I> {
    protected transient Map<String, I> items = new ConcurrentSkipListMap<>(String.CASE_INSENSITIVE_ORDER);

    private DescribableList<AbstractFolderProperty<?>, AbstractFolderPropertyDescriptor> properties;

    protected AbstractFolder(ItemGroup parent, String name) {
        super(parent, name);
    }

    @Override
    public AbstractFolderDescriptor getDescriptor() {
        return (AbstractFolderDescriptor) Jenkins.get().getDescriptorOrDie(getClass());
    }

    public synchronized DescribableList<AbstractFolderProperty<?>, AbstractFolderPropertyDescriptor> getProperties() {
        if (properties == null) {
            properties = new DescribableList<>(this);
        }
        return properties;
    }

    @SuppressWarnings({"rawtypes", "unchecked"})
    public void addProperty(AbstractFolderProperty<?> p) throws IOException {
        ((AbstractFolderProperty) p).setOwner(this);
        getProperties().add(p);
    }

    @Override
    public Collection<I> getItems() {
        List<I> visible = new ArrayList<>();
        for (I item : items.values()) {
            if (item.hasPermission(Item.READ)) {
                visible.add(item);
            }
        }
        return visible;
    }

    @Override
    public I getItem(String name) throws AccessDeniedException {
        I item = items.get(name);
        if (item == null || item.hasPermission(Item.READ)) {
            return item;
        }
        if (item.hasPermission(Item.DISCOVER)) {
            throw new AccessDeniedException("Please log in to access " + item.getFullName());
        }
        return null;
    }

    @Override
    public String getUrlChildPrefix() {
        return "job";
    }

    @Override
    public File getRootDirFor(I child) {
        return new File(new File(getRootDir(), "jobs"), child.getName());
    }

    @Override
    public void onRenamed(I item, String oldName, String newName) throws IOException {
        items.remove(oldName);
        items.put(newName, item);
    }

    @Override
    public void onDeleted(I item) throws IOException {
        items.remove(item.getName());
    }

    @Override
    public Collection<? extends Job> getAllJobs() {
        List<Job<?, ?>> jobs = new ArrayList<>();
        for (Item item : getItems()) {
            for (Job<?, ?> job : item.getAllJobs()) {
                jobs.add(job);
            }
        }
        return jobs;
    }

    @Override
    protected void performDelete() throws IOException, InterruptedException {
        for (I item : new ArrayList<>(items.values())) {
            item.delete();
        }
        Util.deleteRecursive(getRootDir());
    }
}
