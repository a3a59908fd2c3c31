// Brings a real controller to the state that setup.json describes. Idempotent: it runs at every start.
import com.cloudbees.hudson.plugins.folder.Folder
import com.cloudbees.jenkins.plugins.sshcredentials.impl.BasicSSHUserPrivateKey
import com.cloudbees.plugins.credentials.CredentialsScope
import com.cloudbees.plugins.credentials.SystemCredentialsProvider
import com.cloudbees.plugins.credentials.domains.Domain
import com.cloudbees.plugins.credentials.domains.HostnameSpecification
import com.cloudbees.plugins.credentials.domains.SchemeSpecification
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl
import groovy.json.JsonSlurper
import hudson.plugins.git.BranchSpec
import hudson.plugins.git.GitSCM
import hudson.plugins.git.UserRemoteConfig
import hudson.security.HudsonPrivateSecurityRealm
import hudson.security.Permission
import hudson.security.PermissionGroup
import hudson.util.Secret
import hudson.model.ItemGroup
import jenkins.branch.Branch
import jenkins.branch.BranchProperty
import jenkins.branch.BranchSource
import jenkins.branch.DefaultBranchPropertyStrategy
import jenkins.branch.NoTriggerBranchProperty
import jenkins.model.Jenkins
import jenkins.model.JenkinsLocationConfiguration
import jenkins.plugins.git.GitSCMSource
import jenkins.plugins.git.traits.BranchDiscoveryTrait
import jenkins.scm.api.SCMHead
import jenkins.scm.api.mixin.ChangeRequestSCMHead
import jenkins.security.ApiTokenProperty
import java.security.MessageDigest
import org.jenkinsci.plugins.matrixauth.AuthorizationType
import org.jenkinsci.plugins.matrixauth.PermissionEntry
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition
import org.jenkinsci.plugins.workflow.cps.CpsScmFlowDefinition
import org.jenkinsci.plugins.workflow.job.WorkflowJob
import org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject

def setup = new JsonSlurper().parse(new File('@SETUP@'))
def jenkins = Jenkins.get()

jenkins.numExecutors = setup.executors

def realm = jenkins.securityRealm instanceof HudsonPrivateSecurityRealm
        ? jenkins.securityRealm
        : new HudsonPrivateSecurityRealm(false, false, null)
// A password costs a tenth of a second of the processor's time with every request, a token nothing: builds are measured here.
def account = { String id, String password ->
    def tokens = realm.createAccount(id, password).getProperty(ApiTokenProperty)
    if (!tokens.tokenStore.tokenListSortedByName.any { it.name == 'setup' }) {
        def digest = MessageDigest.getInstance('SHA-256').digest("${id}:${password}".getBytes('UTF-8'))
        tokens.addFixedNewToken('setup', '11' + digest.encodeHex().toString().substring(0, 32))
    }
}
(setup.users ?: []).each { account(it.id, it.password) }
account('operator', 'operator')
jenkins.securityRealm = realm

def permission = { String name ->
    def (group, id) = name.split('/') as List
    def found = PermissionGroup.all.find { it.title.toString() == group }?.find(id)
    if (found == null) {
        throw new IllegalArgumentException("There is no permission ${name}")
    }
    found
}
def entry = { String who -> new PermissionEntry(AuthorizationType.EITHER, who) }
def strategy = new hudson.security.ProjectMatrixAuthorizationStrategy()
strategy.add(Jenkins.ADMINISTER, entry('operator'))
strategy.add(Jenkins.READ, entry('authenticated'))
(setup.grants ?: []).findAll { !it.item }.each { grant ->
    grant.permissions.each { strategy.add(permission(it), entry(grant.who)) }
}
jenkins.authorizationStrategy = strategy

// Light or dark as the browser asks, where the plugin for it is installed.
if (jenkins.pluginManager.getPlugin('dark-theme')?.active) {
    def loader = jenkins.pluginManager.uberClassLoader
    loader.loadClass('io.jenkins.plugins.thememanager.ThemeManagerPageDecorator').get().theme =
            loader.loadClass('io.jenkins.plugins.darktheme.DarkThemeSystemManagerFactory').newInstance()
}

def store = SystemCredentialsProvider.instance.store
def make = { it ->
    switch (it.kind) {
        case 'usernamePassword':
            return new UsernamePasswordCredentialsImpl(CredentialsScope.GLOBAL, it.id, '', it.username, it.secret)
        case 'sshKey':
            return new BasicSSHUserPrivateKey(CredentialsScope.GLOBAL, it.id, it.username,
                    new BasicSSHUserPrivateKey.DirectEntryPrivateKeySource(it.secret), it.passphrase, '')
        default:
            return new StringCredentialsImpl(CredentialsScope.GLOBAL, it.id, '', Secret.fromString(it.secret))
    }
}
def credentialStores = { folder ->
    folder == null ? store : com.cloudbees.plugins.credentials.CredentialsProvider.lookupStores(folder).find {
        it.context == folder
    }
}

// The branches of a multibranch project are found by its indexing. Pull requests need a hosting service; here they are
// branches whose job is then told that it builds a change request.
class PullRequest extends SCMHead implements ChangeRequestSCMHead {
    PullRequest(String name) {
        super(name)
    }

    String getId() {
        name
    }

    SCMHead getTarget() {
        new SCMHead('main')
    }
}
def multibranch = { ItemGroup parent, String name, scm ->
    def project = parent.createProject(WorkflowMultiBranchProject, name)
    def source = new GitSCMSource(scm.url)
    source.credentialsId = scm.credentialsId
    source.traits = [new BranchDiscoveryTrait()]
    def branches = new BranchSource(source)
    branches.strategy = new DefaultBranchPropertyStrategy([new NoTriggerBranchProperty()] as BranchProperty[])
    project.sourcesList.replaceBy([branches])
    project.save()
}
(setup.items ?: []).each { item ->
    def slash = item.name.lastIndexOf('/')
    def parent = slash < 0 ? jenkins : jenkins.getItemByFullName(item.name.substring(0, slash))
    def name = item.name.substring(slash + 1)
    def known = parent.getItem(name)
    if (item.kind != 'job') {
        if (known == null) {
            item.kind == 'multibranch' ? multibranch(parent, name, item.scm) : parent.createProject(Folder, name)
        }
        return
    }
    if (item.head != null) {
        return
    }
    def job = known ?: parent.createProject(WorkflowJob, name)
    if (item.script != null) {
        job.definition = new CpsFlowDefinition(item.script, true)
    } else {
        def remote = new UserRemoteConfig(item.scm.url, null, null, item.scm.credentialsId)
        def scm = new GitSCM([remote], [new BranchSpec('*/' + item.scm.branch)], null, null, [])
        job.definition = new CpsScmFlowDefinition(scm, item.scm.jenkinsfile ?: 'Jenkinsfile')
    }
    job.disabled = item.disabled ?: false
    job.save()
}

(setup.grants ?: []).findAll { it.item }.each { grant ->
    def item = jenkins.getItemByFullName(grant.item)
    def isFolder = item instanceof com.cloudbees.hudson.plugins.folder.AbstractFolder
    def type = isFolder
            ? com.cloudbees.hudson.plugins.folder.properties.AuthorizationMatrixProperty
            : hudson.security.AuthorizationMatrixProperty
    def property = isFolder ? item.properties.get(type) : item.getProperty(type)
    if (property == null) {
        property = type.getConstructor(List).newInstance([])
        isFolder ? item.addProperty(property) : item.addProperty(property)
    }
    grant.permissions.each { property.add(permission(it), entry(grant.who)) }
    item.save()
}

(setup.credentials ?: []).each { it ->
    def target = credentialStores(it.folder ? jenkins.getItemByFullName(it.folder) : null)
    def domain = Domain.global()
    if (it.host != null) {
        def specifications = [new HostnameSpecification(it.host, null)]
        if (it.scheme != null) {
            specifications << new SchemeSpecification(it.scheme)
        }
        domain = target.domains.find { known -> known.name == it.host } ?: new Domain(it.host, '', specifications)
        target.addDomain(domain)
    }
    def old = target.getCredentials(domain).find { known -> known.id == it.id }
    old == null ? target.addCredentials(domain, make(it)) : target.updateCredentials(domain, old, make(it))
}

def kargo = io.jenkins.plugins.kargo.config.KargoGlobalConfiguration.get()
kargo.allowLoopback = true
kargo.plainHttpRegistries = setup.plainHttpRegistries ?: ''
kargo.credentials = (setup.bindings ?: []).collect {
    def binding = new io.jenkins.plugins.kargo.project.DeclaredBinding(it.urlPrefix, it.credentialsId)
    binding.write = it.write
    binding.plainHttp = it.plainHttp
    binding
}
kargo.secrets = (setup.secrets ?: []).collect {
    def secret = new io.jenkins.plugins.kargo.project.DeclaredSecret(it.name, it.credentialsId)
    secret.key = it.key
    secret
}

(setup.items ?: []).findAll { it.kind == 'multibranch' }.each { jenkins.getItemByFullName(it.name).indexing.run() }
(setup.items ?: []).findAll { it.head != null }.each { item ->
    def slash = item.name.lastIndexOf('/')
    def project = jenkins.getItemByFullName(item.name.substring(0, slash))
    def job = project.getItem(item.name.substring(slash + 1))
    if (job == null) {
        throw new IllegalStateException("No ${item.name}: ${project.indexing.logFile.text}")
    }
    if (item.head.changeRequest) {
        def branch = project.projectFactory.getBranch(job)
        project.projectFactory.setBranch(
                job, new Branch(branch.sourceId, new PullRequest(job.name), branch.scm, branch.properties))
    }
}

if (JenkinsLocationConfiguration.get().url == null) {
    JenkinsLocationConfiguration.get().url = System.getProperty('kargo.url') ?: null
}
jenkins.save()
println 'setup applied'
