import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { controller, open } from '../test/controller';

const names = () => screen.getAllByRole('article').map((article) => article.getAttribute('aria-label'));

describe('the list of projects', () => {
  it('shows problems first, then what waits, then what moves', async () => {
    controller();
    open('');
    await screen.findByRole('article', { name: 'shop/checkout' });
    expect(names()).toEqual([
      'shop/checkout',
      'shop/storefront',
      'data/warehouse-sync',
      'platform/ingress',
      'data/reports',
      'platform/observability/logging',
      'shop/guestbook',
    ]);
  });

  it('says in words how a project is', async () => {
    controller();
    open('');
    const storefront = await screen.findByRole('article', { name: 'shop/storefront' });
    expect(within(storefront).getByText('3 stages need attention')).toBeVisible();
    expect(within(storefront).getAllByRole('listitem')[0]).toHaveTextContent('Promotingtest quiet-heron');
    expect(within(storefront).getAllByRole('listitem')[1]).toHaveTextContent('qa Health: Unhealthy');
    expect(
      within(screen.getByRole('article', { name: 'data/reports' })).getByText('Nothing was promoted yet'),
    ).toBeVisible();
  });

  it('finds projects by what their stages hold', async () => {
    const { user } = controller();
    open('');
    await user.type(await screen.findByRole('searchbox'), 'proud-kestrel');
    expect(names()).toEqual(['shop/storefront', 'platform/observability/logging']);
    await user.clear(screen.getByRole('searchbox'));
    await user.type(screen.getByRole('searchbox'), 'no such thing');
    await user.click(screen.getByRole('button', { name: 'Show all projects' }));
    expect(names()).toHaveLength(7);
  });

  it('shows only what needs attention when asked', async () => {
    const { user } = controller();
    open('');
    await user.click(await screen.findByRole('radio', { name: /Need attention/ }));
    expect(names()).toEqual(['shop/checkout', 'shop/storefront', 'data/warehouse-sync']);
  });

  it('remembers favourites and puts them before their equals', async () => {
    const { user } = controller();
    open('');
    await user.click(await screen.findByRole('button', { name: 'Favourite guestbook' }));
    expect(screen.getByRole('button', { name: 'Favourite guestbook' })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
    expect(names().indexOf('shop/guestbook')).toBeLessThan(names().indexOf('data/reports'));
    expect(window.localStorage.getItem('kargo.favourites')).toBe('["shop/guestbook"]');
    await user.click(screen.getByRole('radio', { name: /Favourites/ }));
    expect(names()).toEqual(['shop/guestbook']);
  });

  it('leads to a project without loading the page again', async () => {
    const { user } = controller();
    open('');
    await user.click(await screen.findByRole('link', { name: 'storefront' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'storefront' })).toBeVisible();
    expect(window.location.pathname).toBe('/jenkins/kargo/project/shop/storefront/');
    expect(document.title).toBe('storefront – Kargo');
    await user.click(screen.getByRole('link', { name: 'Kargo' }));
    expect(await screen.findByRole('article', { name: 'shop/guestbook' })).toBeVisible();
  });

  it('shows how to begin when there is none', async () => {
    controller('empty');
    open('');
    expect(await screen.findByRole('heading', { name: 'No project yet' })).toBeVisible();
    expect(screen.getByRole('region', { name: 'Jenkinsfile' })).toHaveTextContent(
      "kargoWarehouse(project: 'guestbook')",
    );
    expect(screen.getByRole('region', { name: '.kargo/project.yaml' })).toHaveTextContent('kind: Stage');
  });

  it('says why when it may not be seen', async () => {
    const it = controller();
    it.fault = new Response('<html>', { status: 403, statusText: 'Forbidden' });
    open('');
    expect(await screen.findByRole('alert')).toHaveTextContent('403 Forbidden');
    expect(screen.getByRole('alert')).toHaveTextContent('your session may have ended');
  });

  it('speaks German', async () => {
    controller();
    open('', 'de');
    expect(await screen.findByText('3 Stages brauchen Aufmerksamkeit')).toBeVisible();
  });
});
