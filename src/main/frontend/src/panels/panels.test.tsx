import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { controller, open } from '../test/controller';

const STOREFRONT = 'project/shop/storefront/';

describe('a drawer', () => {
  it('tells all about a stage', async () => {
    controller();
    open(`${STOREFRONT}?stage=qa`);
    const drawer = await screen.findByRole('dialog', { name: 'Stage qa' });
    expect(await within(drawer).findByRole('region', { name: 'Now' })).toHaveTextContent('amber-lynx');
    expect(within(drawer).getByRole('region', { name: 'Health' })).toHaveTextContent(
      /Unhealthy.*Argo CD application storefront-qa is Degraded/,
    );
    const next = within(drawer).getByRole('region', { name: 'May come next' });
    const items = within(next).getAllByRole('listitem');
    expect(items[0]).toHaveTextContent('Not available');
    expect(items[0]).toHaveTextContent('it is not verified in test');
    expect(items[1]).toHaveTextContent('May be promoted');
    expect(items[2]).toHaveTextContent('Is here now');
    expect(within(drawer).getByRole('region', { name: 'Verifications' })).toHaveTextContent('Successful');
    expect(within(drawer).getByRole('region', { name: 'What it held' })).toHaveTextContent('brisk-falcon');
    expect(within(drawer).getByRole('region', { name: 'Promotions' })).toHaveTextContent(
      'build storefront/main #218',
    );
  });

  it('tells all about a piece of Freight, and compares it with another', async () => {
    const { user } = controller();
    open(STOREFRONT);
    await user.click(await screen.findByRole('button', { name: 'amber-lynx' }));
    const drawer = await screen.findByRole('dialog', { name: 'Freight amber-lynx' });
    expect(within(drawer).getByText('Fix rounding of discounts')).toBeVisible();
    const links = within(drawer).getAllByRole('link');
    expect(links.map((link) => link.getAttribute('href'))).toContain('https://ghcr.io/acme/storefront-web');
    await user.selectOptions(within(drawer).getByRole('combobox', { name: 'Compare with' }), 'quiet-heron');
    expect(within(drawer).getByRole('region', { name: 'Compare with' })).toHaveTextContent('2.13.02.12.0');
  });

  it('follows the steps of a promotion', async () => {
    controller();
    open(STOREFRONT);
    const test = await screen.findByRole('group', { name: 'Stage test' });
    within(test).getByRole('button', { name: 'test' }).click();
    const stage = await screen.findByRole('dialog', { name: 'Stage test' });
    const underWay = await within(stage).findByRole('region', { name: 'Under way' });
    within(underWay).getByRole('button', { name: 'bold-otter' }).click();
    const drawer = await screen.findByRole('dialog', { name: 'bold-otter to test' });
    const steps = within(await within(drawer).findByRole('region', { name: 'Steps' })).getAllByRole(
      'listitem',
    );
    expect(steps).toHaveLength(7);
    expect(steps[0]).toHaveTextContent('Succeeded');
    expect(steps[4]).toHaveTextContent('renderhelm-templateRunning');
    expect(steps[6]).toHaveTextContent('Not started');
    expect(within(drawer).getByRole('link', { name: 'Log' })).toHaveAttribute(
      'href',
      '/jenkins/job/shop/job/storefront/job/main/218/console',
    );
  });

  it('shows what a promotion changed, by resource and by file', async () => {
    const { user } = controller();
    open(STOREFRONT);
    await user.click(
      await screen.findByRole('button', { name: 'Details: brisk-falcon did not reach prod-us' }),
    );
    const drawer = await screen.findByRole('dialog', { name: 'brisk-falcon to prod-us' });
    const changes = await within(drawer).findByRole('region', { name: 'Rendered changes' });
    expect(changes).toHaveTextContent('3 files, +8 −5 lines');
    expect(changes).toHaveTextContent('Deploymentshop/storefront-webchanged');
    expect(changes.querySelector('del')).toHaveTextContent('ghcr.io/acme/storefront-web:2.8.0');
    expect(changes.querySelector('ins')).toHaveTextContent('ghcr.io/acme/storefront-web:2.11.0');
    await user.click(within(changes).getByRole('radio', { name: /^File/ }));
    expect(changes).toHaveTextContent('web/deployment.yamlchanged +2 −2');
    expect(changes.querySelector('.kgo-patch__line--removed')).toHaveTextContent('storefront-web:2.8.0');
    expect(changes).toHaveTextContent('The patch is left out');
  });

  it('shows whoever approves what the stage would get', async () => {
    const { user } = controller();
    open(STOREFRONT);
    await user.click(await screen.findByRole('button', { name: /^Review/ }));
    const drawer = await screen.findByRole('dialog', { name: 'brisk-falcon to prod-eu' });
    expect(await within(drawer).findByRole('region', { name: 'What changes in prod-eu' })).toHaveTextContent(
      '2.8.02.11.0',
    );
    expect(await within(drawer).findByRole('region', { name: 'Rendered changes' })).toBeVisible();
  });

  it('shows what a verification measured, and does it again', async () => {
    const it_ = controller();
    open(`${STOREFRONT}?stage=qa`);
    const stage = await screen.findByRole('dialog', { name: 'Stage qa' });
    await it_.user.click(
      (await within(stage).findAllByRole('button', { name: 'Measurements' }))[0] as HTMLElement,
    );
    const drawer = await screen.findByRole('dialog', { name: 'Verification of qa' });
    expect(window.location.search).toMatch(/^\?verification=/);
    expect(await within(drawer).findByRole('img', { name: /^Course of success-rate: 0.997/ })).toBeVisible();
    expect(within(drawer).getByText('result >= 0.99')).toBeVisible();
    expect(within(drawer).getByText('8 measured, 1 failed')).toBeVisible();
    expect(within(drawer).getByText('passed 12 of 12')).toBeVisible();
    expect(drawer.querySelectorAll('.kgo-course__failed')).toHaveLength(1);
    expect(drawer.querySelectorAll('.kgo-course__limit')).toHaveLength(1);
    await it_.user.click(within(drawer).getByText('Every value', { selector: '.kgo-metric:first-child *' }));
    expect(within(drawer).getByText('0.984', { selector: 'code' })).toBeVisible();
    expect(within(drawer).getByRole('link', { name: 'Log' })).toHaveAttribute(
      'href',
      '/jenkins/job/shop/job/storefront/job/main/217/console',
    );
    await it_.user.click(within(drawer).getByRole('button', { name: 'Verify again' }));
    expect(it_.posts()[0]?.path).toMatch(/\/stages\/qa\/verify$/);
  });

  it('tells who did what', async () => {
    const { user } = controller();
    open(STOREFRONT);
    await user.click(await screen.findByRole('button', { name: 'Activity' }));
    const drawer = await screen.findByRole('dialog', { name: 'Activity' });
    expect(await within(drawer).findByText(/renamed Freight to/)).toHaveTextContent(
      'olivia renamed Freight to amber-lynx',
    );
  });

  it('tells where the project comes from', async () => {
    const { user } = controller();
    open(STOREFRONT);
    await user.click(await screen.findByRole('button', { name: 'Project' }));
    const drawer = await screen.findByRole('dialog', { name: 'Project' });
    const job = '/jenkins/job/shop/job/storefront/job/main/';
    const links = await within(drawer).findAllByRole('link', { name: 'shop/storefront/main' });
    expect(links.map((link) => link.getAttribute('href'))).toContain(job);
    expect(drawer).toHaveTextContent('olivia (Promote, Approve)');
    const runner = await within(drawer).findByRole('region', { name: 'Promotions from this page' });
    expect(runner).toHaveTextContent('At presentPossible');
    expect(runner).toHaveTextContent('May promote to prod-eushop/storefront/main');
    const revisions = within(drawer).getByRole('region', { name: 'Configuration revisions' });
    expect(within(revisions).getAllByRole('listitem')).toHaveLength(3);
    expect(within(revisions).getByRole('link', { name: 'shop/storefront/main#211' })).toHaveAttribute(
      'href',
      `${job}211/`,
    );
  });

  it('tells what a warehouse watches', async () => {
    const { user } = controller();
    open(STOREFRONT);
    await user.click(await screen.findByRole('button', { name: 'storefront' }));
    const drawer = await screen.findByRole('dialog', { name: 'Warehouse storefront' });
    expect(drawer).toHaveTextContent('https://github.com/acme/storefront-config.git');
    expect(within(drawer).getByRole('region', { name: 'Feeds' })).toHaveTextContent('test');
  });

  it('says that a promotion is not there', async () => {
    controller();
    open(`${STOREFRONT}?promotion=nope`);
    const drawer = await screen.findByRole('dialog', { name: 'nope' });
    expect(await within(drawer).findByRole('alert')).toHaveTextContent("There is no promotion 'nope'");
  });
});

describe('markup in what comes from outside', () => {
  it('is shown as text, in whichever field it stands', async () => {
    const it = controller();
    plant(it.world);
    open('');
    await screen.findAllByRole('article');
    expectNoMarkup();
    for (const panel of [
      '',
      '?stage=qa',
      '?show=activity',
      '?show=about',
      '?warehouse=storefront',
      `?freight=${freight(it)}`,
    ]) {
      window.history.pushState(null, '', `/jenkins/kargo/${STOREFRONT}${panel}`);
      window.dispatchEvent(new PopStateEvent('popstate'));
      await screen.findByRole('region', { name: 'Freight' });
      expectNoMarkup();
    }
  });
});

const MARKUP = '<img src=x onerror=alert(1)><b>';

function expectNoMarkup(): void {
  expect(document.querySelector('img, b, script')).toBeNull();
  expect(document.querySelector('a[href^="javascript:"]')).toBeNull();
}

function freight(it: ReturnType<typeof controller>): string {
  return it.world.boards.get('shop/storefront')?.freight.freight[0]?.name ?? '';
}

/** Puts markup behind every text that is no key to something else. */
function plant(value: unknown): void {
  const kept = new Set([
    'name',
    'path',
    'stage',
    'freight',
    'phase',
    'kind',
    'status',
    'warehouse',
    'stages',
    'availableTo',
  ]);
  if (value instanceof Map) {
    value.forEach(plant);
  } else if (value !== null && typeof value === 'object') {
    for (const [key, each] of Object.entries(value as Record<string, unknown>)) {
      if (typeof each !== 'string') {
        if (!kept.has(key) || typeof each === 'object') {
          plant(each);
        }
      } else if (!kept.has(key) && Number.isNaN(Date.parse(each))) {
        (value as Record<string, unknown>)[key] = key === 'url' ? 'javascript:alert(1)' : each + MARKUP;
      }
    }
  }
}
