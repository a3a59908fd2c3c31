package com.cloudbees.hudson.plugins.folder;

import hudson.model.Descriptor;
import net.sf.json.JSONObject;
import org.kohsuke.stapler.StaplerRequest2;

public abstract class AbstractFolderPropertyDescriptor extends Descriptor<AbstractFolderProperty<?>> {
    public boolean isApplicable(Class<? extends AbstractFolder> containerType) {
        return true;
    }

    // Its own return type: a super call of a subclass must not end in the bridge, which would call the subclass again.
    @Override
    public AbstractFolderProperty<?> newInstance(StaplerRequest2 req, JSONObject formData) throws FormException {
        return super.newInstance(req, formData.isNullObject() ? new JSONObject() : formData);
    }
}
