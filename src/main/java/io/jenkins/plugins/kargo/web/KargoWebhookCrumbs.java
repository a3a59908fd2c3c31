package io.jenkins.plugins.kargo.web;

import hudson.Extension;
import hudson.security.csrf.CrumbExclusion;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Git hosts and registries know no crumbs. */
@Extension
public class KargoWebhookCrumbs extends CrumbExclusion {
    @Override
    public boolean process(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = request.getPathInfo();
        if (path == null || !path.startsWith('/' + KargoWebhooks.URL_NAME + '/')) {
            return false;
        }
        chain.doFilter(request, response);
        return true;
    }
}
