package io.jenkins.plugins.kargo.engine.git;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.kargo.engine.model.Credential;
import io.jenkins.plugins.kargo.engine.model.SecretMask;
import io.jenkins.plugins.kargo.engine.model.SecretText;
import java.io.Serializable;

/**
 * A private key that signs commits and tags: GPG's as armored text, or one of OpenSSH or PEM.
 *
 * @param id of the credential, or what else says where it came from; not a secret
 * @param passphrase null when the key has none
 */
public record SigningKey(
        @NonNull String id,
        @NonNull SecretText key,
        @CheckForNull SecretText passphrase) implements Serializable {
    private static final String PGP = "-----BEGIN PGP PRIVATE KEY BLOCK-----";
    private static final String ANY = "-----BEGIN ";

    /** @throws IllegalArgumentException when the text is no private key */
    public SigningKey {
        String text = key.reveal().strip();
        if (!text.contains(PGP) && !(text.startsWith(ANY) && text.contains("PRIVATE KEY-----"))) {
            throw new IllegalArgumentException("The signing key '" + id + "' is no private key: it must be an armored "
                    + "GPG key (gpg --armor --export-secret-keys) or a private SSH key");
        }
        key = new SecretText(text.replace("\r\n", "\n") + '\n');
    }

    /** @throws GitException when the credential holds no private key */
    @NonNull
    public static SigningKey of(@NonNull Credential credential) throws GitException {
        try {
            if (credential instanceof Credential.SshKey ssh) {
                return new SigningKey(ssh.id(), ssh.privateKey(), ssh.passphrase());
            }
            if (credential instanceof Credential.Token token) {
                return new SigningKey(token.id(), token.token(), null);
            }
        } catch (IllegalArgumentException e) {
            throw new GitException(e.getMessage(), e);
        }
        throw new GitException("The credential '" + credential.id() + "' cannot sign: bind an SSH key, or a secret "
                + "file or text with a private key");
    }

    boolean isPgp() {
        return key.reveal().contains(PGP);
    }

    @NonNull
    SecretMask mask() {
        return SecretMask.of(new Credential.SshKey(id, "", key, passphrase));
    }
}
