package io.jenkins.plugins.kargo.engine.testing;

import com.sun.net.httpserver.HttpExchange;
import io.jenkins.plugins.kargo.engine.model.Credential;
import io.jenkins.plugins.kargo.engine.model.SecretText;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The one user whom the fixtures with a password admit. */
public record BasicCredentials(String user, String password) {
    /** {@link DockerRegistry} knows this very pair as a bcrypt hash. */
    public static final BasicCredentials RIGHT = new BasicCredentials("kargo", "pa:ss/wörd-7H2k");

    public static final BasicCredentials WRONG = new BasicCredentials("kargo", "not-the-password");

    /** The value of the Authorization header. */
    public String header() {
        byte[] pair = (user + ':' + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    public Credential.UsernamePassword credential() {
        return new Credential.UsernamePassword("test-credential", user, new SecretText(password));
    }

    boolean sentBy(HttpExchange exchange) {
        return header().equals(exchange.getRequestHeaders().getFirst("Authorization"));
    }
}
