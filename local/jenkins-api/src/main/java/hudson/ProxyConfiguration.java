package hudson;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.Serializable;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import jenkins.model.Jenkins;

public final class ProxyConfiguration implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(20);

    public final String name;
    public final int port;

    public ProxyConfiguration(String name, int port) {
        this.name = Util.fixEmptyAndTrim(name);
        this.port = port;
    }

    public String getName() {
        return name;
    }

    public int getPort() {
        return port;
    }

    public static HttpClient newHttpClient() {
        return newHttpClientBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
    }

    public static HttpClient.Builder newHttpClientBuilder() {
        HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT);
        ProxyConfiguration proxy = configured();
        return proxy == null || proxy.name == null ? builder : builder.proxy(new Selector(proxy));
    }

    public static HttpRequest.Builder newHttpRequestBuilder(URI uri) {
        return HttpRequest.newBuilder(uri);
    }

    @CheckForNull
    private static ProxyConfiguration configured() {
        Jenkins jenkins = Jenkins.getInstanceOrNull();
        return jenkins == null ? null : jenkins.getProxy();
    }

    private static final class Selector extends ProxySelector {
        private final ProxyConfiguration proxy;

        Selector(ProxyConfiguration proxy) {
            this.proxy = proxy;
        }

        @Override
        public List<Proxy> select(URI uri) {
            return List.of(new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(proxy.name, proxy.port)));
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, java.io.IOException failure) {
            // The client reports the failure to its caller.
        }
    }
}
