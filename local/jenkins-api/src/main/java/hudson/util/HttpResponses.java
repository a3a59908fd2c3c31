package hudson.util;

/** Only the inherited factories are used. */
public class HttpResponses extends org.kohsuke.stapler.HttpResponses {}
