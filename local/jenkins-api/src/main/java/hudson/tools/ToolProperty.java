package hudson.tools;

import hudson.ExtensionPoint;
import hudson.model.AbstractDescribableImpl;

public abstract class ToolProperty<T extends ToolInstallation> extends AbstractDescribableImpl<ToolProperty<?>>
        implements ExtensionPoint {}
