import { describe, expect, it } from 'vitest';
import { belowKargo, parseRoute, routeUrl, type Route } from './route';

describe('a route', () => {
  it('is the list of projects at the root', () => {
    expect(parseRoute('', '')).toEqual({ page: 'projects' });
  });

  it('names a project by its folders and its name', () => {
    expect(parseRoute('project/shop/guestbook/', '')).toEqual({
      page: 'project',
      path: 'shop/guestbook',
      panel: null,
    });
  });

  it('is unknown when it leads nowhere', () => {
    expect(parseRoute('project/', '')).toEqual({ page: 'unknown' });
    expect(parseRoute('settings/', '')).toEqual({ page: 'unknown' });
  });

  it.each<Route>([
    { page: 'projects' },
    { page: 'project', path: 'shop/guestbook', panel: null },
    { page: 'project', path: 'a b/ü&c', panel: { kind: 'stage', name: 'prod & more/=?' } },
    { page: 'project', path: 'x', panel: { kind: 'promotion', name: 'prod.01jz.0c7' } },
    { page: 'project', path: 'x', panel: { kind: 'verification', name: '7f0c4a6e-0f3b' } },
    { page: 'project', path: 'x', panel: { kind: 'activity' } },
  ])('comes back from its own address: %j', (route) => {
    const url = new URL(routeUrl('/jenkins', route), 'http://host');
    expect(parseRoute(belowKargo('/jenkins', url.pathname), url.search)).toEqual(route);
  });

  it('survives a broken escape in the address', () => {
    expect(belowKargo('', '/kargo/project/100%/')).toBe('project/100%/');
  });

  it('takes no panel that it does not know', () => {
    expect(parseRoute('project/x/', '?show=everything')).toMatchObject({ panel: null });
    expect(parseRoute('project/x/', '?stage=')).toMatchObject({ panel: null });
  });
});
