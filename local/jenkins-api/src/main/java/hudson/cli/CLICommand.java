package hudson.cli;

import hudson.AbortException;
import hudson.ExtensionPoint;
import hudson.security.ACL;
import hudson.security.ACLContext;
import java.io.BufferedInputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import jenkins.model.Jenkins;
import org.kohsuke.args4j.CmdLineException;
import org.kohsuke.args4j.CmdLineParser;
import org.kohsuke.args4j.ParserProperties;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;

/** Parses the command line, checks that the caller may read Jenkins, runs, and turns exceptions into exit codes. */
public abstract class CLICommand implements ExtensionPoint, Cloneable {
    public transient PrintStream stdout;
    public transient PrintStream stderr;
    public transient InputStream stdin;
    public transient Locale locale;
    private transient Authentication transportAuth;

    public CLICommand() {}

    public String getName() {
        String name = getClass().getName();
        name = name.substring(name.lastIndexOf('.') + 1);
        name = name.substring(name.lastIndexOf('$') + 1);
        if (name.endsWith("Command")) {
            name = name.substring(0, name.length() - "Command".length());
        }
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ENGLISH);
    }

    public abstract String getShortDescription();

    public int main(List<String> args, Locale locale, InputStream stdin, PrintStream stdout, PrintStream stderr) {
        this.stdin = new BufferedInputStream(stdin);
        this.stdout = stdout;
        this.stderr = stderr;
        this.locale = locale;
        CmdLineParser parser = getCmdLineParser();
        try (ACLContext ignored = ACL.as2(getTransportAuthentication2())) {
            Jenkins.get().checkPermission(Jenkins.READ);
            parser.parseArgument(args.toArray(new String[0]));
            return run();
        } catch (CmdLineException e) {
            error(e);
            printUsage(stderr, parser);
            return 2;
        } catch (IllegalArgumentException e) {
            return error(e, 3);
        } catch (IllegalStateException e) {
            return error(e, 4);
        } catch (AbortException e) {
            return error(e, 5);
        } catch (AccessDeniedException e) {
            return error(e, 6);
        } catch (Exception e) {
            e.printStackTrace(stderr);
            return 1;
        }
    }

    private int error(Exception e, int status) {
        error(e);
        return status;
    }

    private void error(Exception e) {
        stderr.println();
        stderr.println("ERROR: " + e.getMessage());
    }

    protected CmdLineParser getCmdLineParser() {
        return new CmdLineParser(this, ParserProperties.defaults().withAtSyntax(false));
    }

    public Authentication getTransportAuthentication2() {
        return transportAuth == null ? Jenkins.ANONYMOUS2 : transportAuth;
    }

    public void setTransportAuth2(Authentication transportAuth) {
        this.transportAuth = transportAuth;
    }

    protected abstract int run() throws Exception;

    protected void printUsage(PrintStream stderr, CmdLineParser p) {
        stderr.print("java -jar jenkins-cli.jar " + getName());
        p.printSingleLineUsage(stderr);
        stderr.println();
        printUsageSummary(stderr);
        p.printUsage(stderr);
    }

    protected void printUsageSummary(PrintStream stderr) {
        stderr.println(getShortDescription());
    }
}
