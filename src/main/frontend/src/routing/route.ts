/** What a drawer shows beside the page. */
export type Panel =
  | { kind: 'stage' | 'freight' | 'promotion' | 'warehouse' | 'verification'; name: string }
  | { kind: 'activity' | 'about' };

export type Route =
  { page: 'projects' } | { page: 'project'; path: string; panel: Panel | null } | { page: 'unknown' };

const NAMED = ['stage', 'freight', 'promotion', 'warehouse', 'verification'] as const;

/**
 * @param below the decoded part of the address after `/kargo/`
 * @param search the query, with its question mark
 */
export function parseRoute(below: string, search: string): Route {
  const segments = below.split('/').filter((segment) => segment !== '');
  if (segments.length === 0) {
    return { page: 'projects' };
  }
  if (segments[0] === 'project' && segments.length > 1) {
    return { page: 'project', path: segments.slice(1).join('/'), panel: parsePanel(search) };
  }
  return { page: 'unknown' };
}

function parsePanel(search: string): Panel | null {
  const query = new URLSearchParams(search);
  for (const kind of NAMED) {
    const name = query.get(kind);
    if (name !== null && name !== '') {
      return { kind, name };
    }
  }
  const show = query.get('show');
  return show === 'activity' || show === 'about' ? { kind: show } : null;
}

export function routeUrl(rootUrl: string, route: Route): string {
  if (route.page !== 'project') {
    return `${rootUrl}/kargo/`;
  }
  const path = route.path.split('/').map(encodeURIComponent).join('/');
  return `${rootUrl}/kargo/project/${path}/${panelQuery(route.panel)}`;
}

function panelQuery(panel: Panel | null): string {
  if (panel === null) {
    return '';
  }
  const query = new URLSearchParams('name' in panel ? { [panel.kind]: panel.name } : { show: panel.kind });
  return `?${query.toString()}`;
}

/** The part of a location's path after `/kargo/`, decoded; a broken escape stays as it is. */
export function belowKargo(rootUrl: string, pathname: string): string {
  const prefix = `${rootUrl}/kargo/`;
  const below = pathname.startsWith(prefix) ? pathname.slice(prefix.length) : '';
  return below.split('/').map(decode).join('/');
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

export function samePanel(one: Panel | null, other: Panel | null): boolean {
  return panelQuery(one) === panelQuery(other);
}
