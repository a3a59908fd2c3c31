package io.jenkins.plugins.kargo.engine.store;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** A renamed or moved Jenkins item, followed in every column that names items at or below it. */
final class ItemMove {
    private static final List<String> BUILDS = List.of("revision", "freight", "promotion", "verification");
    private static final List<String> LINKS = List.of("promotion", "verification");

    private final Session session;
    private final String from;
    private final String to;

    ItemMove(Session session, String from, String to) {
        this.session = session;
        this.from = from;
        this.to = to;
    }

    /** The condition that the full name in the column is {@code :item} or of something in it. */
    static String atOrBelow(String column) {
        return "(" + column + " = :item OR substr(" + column + ", 1, length(:item) + 1) = :item || '/')";
    }

    void follow() {
        makeRoom();
        followConfigJob();
        session.update("UPDATE project SET version = version + 1 WHERE controller = :controller AND ("
                        + atOrBelow("owner") + " OR " + atOrBelow("config_job") + ")")
                .bind("item", from)
                .execute();
        for (String table : LINKS) {
            replacePrefix(table, "build_url", atOrBelow("build_id") + " OR " + builds(), url(from), url(to));
        }
        for (String table : BUILDS) {
            replacePrefix(table, "build_id", atOrBelow("build_id") + " OR " + builds(), from, to);
        }
        replacePrefix("project", "config_job", atOrBelow("config_job"), from, to);
        remember(atOrBelow("project.owner"), Map.of("item", from));
        // Last: every table follows by its foreign key.
        replacePrefix("project", "owner", atOrBelow("owner"), from, to);
    }

    private static String builds() {
        return "substr(build_id, 1, length(:item) + 1) = :item || '#'";
    }

    private void replacePrefix(String table, String column, String condition, String prefix, String replacement) {
        session.update("UPDATE " + table + " SET " + column + " = :replacement || substr(" + column
                        + ", length(:prefix) + 1) WHERE controller = :controller AND (" + condition
                        + ") AND substr(" + column + ", 1, length(:prefix)) = :prefix")
                .bind("item", from)
                .bind("prefix", prefix)
                .bind("replacement", replacement)
                .execute();
    }

    /**
     * A project that nobody declared is its config job's, in the folder of that job. Where it moves to, the name may be
     * somebody else's already: then it stays, and builds of the job are told whose the name is.
     */
    private void followConfigJob() {
        String folder = parent(from);
        String target = parent(to);
        if (folder.equals(target)) {
            return;
        }
        String own = "archived_at IS NULL AND declared = 0 AND config_job = :item AND project.owner = :folder";
        List<String> names = session.query("SELECT project FROM project WHERE controller = :controller AND " + own)
                .bind("item", from)
                .bind("folder", folder)
                .mapTo(String.class)
                .list();
        for (String name : names) {
            session.update("UPDATE project SET project = project || '~' || CAST(archived_at AS VARCHAR(20)),"
                            + " version = version + 1 WHERE controller = :controller AND archived_at IS NOT NULL"
                            + " AND owner = :target AND project = :name")
                    .bind("target", target)
                    .bind("name", name)
                    .execute();
            remember(own + " AND project.project = :name", Map.of("item", from, "folder", folder, "name", name));
            session.update("UPDATE project SET owner = :target WHERE controller = :controller AND " + own
                            + " AND project = :name AND NOT EXISTS (SELECT 1"
                            + " FROM project there WHERE there.controller = project.controller"
                            + " AND there.owner = :target AND there.project = :name)")
                    .bind("item", from)
                    .bind("folder", folder)
                    .bind("target", target)
                    .bind("name", name)
                    .execute();
        }
    }

    /** Keeps the names that the projects have before they get others. */
    private void remember(String condition, Map<String, String> arguments) {
        String which = " FROM project WHERE controller = :controller AND " + condition;
        session.update("DELETE FROM project_former WHERE controller = :controller AND EXISTS (SELECT 1 FROM project"
                        + " WHERE project.controller = project_former.controller AND project.owner = project_former.owner"
                        + " AND project.project = project_former.project AND " + condition + ")")
                .bindMap(arguments)
                .execute();
        session.update("INSERT INTO project_former SELECT controller, owner, project, owner, project" + which)
                .bindMap(arguments)
                .execute();
    }

    private static String parent(String fullName) {
        return fullName.substring(0, Math.max(0, fullName.lastIndexOf('/')));
    }

    /** An archived project that has a key which is needed now gets another name, one that no manifest can have. */
    private void makeRoom() {
        session.update("UPDATE project SET project = project || '~' || CAST(archived_at AS " + "VARCHAR(20)"
                        + "), version = version + 1 WHERE controller = :controller AND archived_at IS NOT NULL AND "
                        + atOrBelow("owner").replace(":item", ":target")
                        + " AND EXISTS (SELECT 1 FROM project moving WHERE moving.controller = project.controller"
                        + " AND moving.project = project.project"
                        + " AND moving.owner = :item || substr(project.owner, length(:target) + 1))")
                .bind("item", from)
                .bind("target", to)
                .execute();
    }

    /** Jenkins' URL of an item, relative to its root. */
    private static String url(String fullName) {
        StringBuilder url = new StringBuilder();
        for (String name : fullName.split("/")) {
            url.append("job/")
                    .append(URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"))
                    .append('/');
        }
        return url.toString();
    }
}
