import type { Freight } from '../api/types';

export type ArtifactKind = 'git' | 'image' | 'chart' | 'generic';

/** One thing in a piece of Freight, whatever its kind, as the page shows it. */
export interface ArtifactLine {
  kind: ArtifactKind;
  /** Identifies the same thing in another piece of Freight. */
  key: string;
  /** The last part of its address, which people know it by. */
  name: string;
  /** The whole address. */
  source: string;
  /** Short enough for a card. */
  version: string;
  /** What the version is without shortening. */
  exact: string;
  /** A page about it; null when none is known. */
  url: string | null;
  /** What else there is to say, such as a commit's message; empty when nothing. */
  note: string;
}

export function artifactLines(freight: Freight): ArtifactLine[] {
  return [
    ...freight.images.map((image): ArtifactLine => ({
      kind: 'image',
      key: `image:${image.repoURL}`,
      name: shortName(image.repoURL),
      source: image.repoURL,
      version: image.tag === '' ? shortDigest(image.digest) : image.tag,
      exact: image.digest === '' ? image.tag : `${image.tag}@${image.digest}`,
      url: registryPage(image.repoURL),
      note: '',
    })),
    ...freight.commits.map((commit): ArtifactLine => ({
      kind: 'git',
      key: `git:${commit.repoURL}`,
      name: shortName(commit.repoURL),
      source: commit.repoURL,
      version: commit.tag === '' ? commit.id.slice(0, 7) : commit.tag,
      exact: commit.id,
      url: webAddress(commit.url),
      note: firstLine(commit.message),
    })),
    ...freight.charts.map((chart): ArtifactLine => ({
      kind: 'chart',
      key: `chart:${chart.repoURL}:${chart.name}`,
      name: chart.name === '' ? shortName(chart.repoURL) : chart.name,
      source: chart.repoURL,
      version: chart.version,
      exact: chart.version,
      url: registryPage(chart.repoURL.replace(/^oci:\/\//, '')),
      note: '',
    })),
    ...freight.artifacts.map((artifact): ArtifactLine => ({
      kind: 'generic',
      key: `generic:${artifact.subscriptionName}`,
      name: artifact.subscriptionName,
      source: artifact.artifactType,
      version: artifact.version,
      exact: artifact.version,
      url: null,
      note: '',
    })),
  ];
}

export interface ArtifactChange {
  line: ArtifactLine;
  change: 'same' | 'changed' | 'added' | 'removed';
  before: string;
  after: string;
}

/** What a stage would see change when it gets one piece of Freight instead of another. */
export function compareArtifacts(before: Freight | null, after: Freight): ArtifactChange[] {
  const old = new Map((before === null ? [] : artifactLines(before)).map((line) => [line.key, line]));
  const changes = artifactLines(after).map((line): ArtifactChange => {
    const earlier = old.get(line.key);
    old.delete(line.key);
    if (earlier === undefined) {
      return { line, change: 'added', before: '', after: line.version };
    }
    if (earlier.exact === line.exact) {
      return { line, change: 'same', before: earlier.version, after: line.version };
    }
    // A tag may have moved: then only the digest tells the two apart.
    const by = earlier.version === line.version ? withDigest : (each: ArtifactLine) => each.version;
    return { line, change: 'changed', before: by(earlier), after: by(line) };
  });
  const removed = [...old.values()].map((line): ArtifactChange => ({
    line,
    change: 'removed',
    before: line.version,
    after: '',
  }));
  return [...changes, ...removed];
}

/** The last part of an address: `guestbook` of `https://git.example/shop/guestbook.git`. */
export function shortName(address: string): string {
  const path = address.replace(/[/\\]+$/, '').replace(/\.git$/, '');
  const last = path.split(/[/:]/).pop() ?? '';
  return last === '' ? address : last;
}

function shortDigest(digest: string): string {
  const [algorithm, value] = digest.split(':');
  return value === undefined ? digest.slice(0, 12) : `${algorithm ?? ''}:${value.slice(0, 7)}`;
}

function withDigest(line: ArtifactLine): string {
  const digest = line.exact.split('@')[1];
  return digest === undefined ? line.exact : `${line.version}@${shortDigest(digest)}`;
}

function firstLine(message: string): string {
  return message.split('\n', 1)[0]?.trim() ?? '';
}

/** A link that a text from outside names is followed only when it leads to the web. */
export function webAddress(url: string | null): string | null {
  return url !== null && /^https?:\/\//i.test(url) ? url : null;
}

/** The registry's own page about a repository, for the registries that have one under a known address. */
function registryPage(repository: string): string | null {
  const [host = '', ...path] = repository.split('/');
  const name = path.map(encodeURIComponent).join('/');
  if (name === '') {
    return null;
  }
  switch (host) {
    case 'docker.io':
      return path.length === 1 || path[0] === 'library'
        ? `https://hub.docker.com/_/${encodeURIComponent(path[path.length - 1] ?? '')}`
        : `https://hub.docker.com/r/${name}`;
    case 'quay.io':
      return `https://quay.io/repository/${name}`;
    case 'ghcr.io':
      return `https://ghcr.io/${name}`;
    case 'public.ecr.aws':
      return `https://gallery.ecr.aws/${name}`;
    default:
      return null;
  }
}
