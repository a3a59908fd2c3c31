package jenkins.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.PersistentDescriptor;
import org.jenkinsci.Symbol;

@Extension(ordinal = 200)
@Symbol("location")
public class JenkinsLocationConfiguration extends GlobalConfiguration implements PersistentDescriptor {
    private String jenkinsUrl;

    @NonNull
    public static JenkinsLocationConfiguration get() {
        JenkinsLocationConfiguration configuration = all().get(JenkinsLocationConfiguration.class);
        if (configuration == null) {
            throw new AssertionError("JenkinsLocationConfiguration is not registered");
        }
        return configuration;
    }

    @CheckForNull
    public String getUrl() {
        return jenkinsUrl;
    }

    public void setUrl(@CheckForNull String jenkinsUrl) {
        String url = Util.fixEmptyAndTrim(jenkinsUrl);
        this.jenkinsUrl = url == null || url.endsWith("/") ? url : url + '/';
        save();
    }
}
