import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { controller, open } from '../test/controller';

const STOREFRONT = 'project/shop/storefront/';
const stage = (name: string) => screen.findByRole('group', { name: `Stage ${name}` });

describe('the page of a project', () => {
  it('shows the Freight, newest first, with what is in it and where it is', async () => {
    controller();
    open(STOREFRONT);
    const region = await screen.findByRole('region', { name: 'Freight' });
    const cards = within(region).getAllByRole('article');
    expect(cards.map((card) => card.getAttribute('aria-label')).slice(0, 4)).toEqual([
      'bold-otter',
      'quiet-heron',
      'amber-lynx',
      'brisk-falcon',
    ]);
    const second = within(region).getByRole('article', { name: 'quiet-heron' });
    expect(second).toHaveTextContent('storefront-web2.13.0');
    expect(within(second).getByRole('list', { name: 'In' })).toHaveTextContent('testuat');
    expect(second).toHaveTextContent('Verified in test');
    expect(within(region).getByRole('article', { name: 'lucky-marten' })).toHaveTextContent(
      'Approved for prod-us',
    );
  });

  it('folds Freight that no stage has used, and unfolds it', async () => {
    const { user } = controller();
    open(STOREFRONT);
    await screen.findByRole('region', { name: 'Freight' });
    expect(screen.queryByRole('article', { name: 'gentle-bison' })).toBeNull();
    await user.click(screen.getAllByRole('button', { name: '1 unused' })[0] as HTMLElement);
    expect(screen.getByRole('article', { name: 'gentle-bison' })).toBeVisible();
    expect(screen.getByRole('checkbox', { name: 'Hide unused' })).not.toBeChecked();
  });

  it('filters Freight by version', async () => {
    const { user } = controller();
    open(STOREFRONT);
    await user.type(await screen.findByRole('searchbox', { name: 'Filter Freight' }), '2.12.0');
    expect(screen.getAllByRole('article').map((card) => card.getAttribute('aria-label'))).toEqual([
      'amber-lynx',
    ]);
  });

  it('shows what every stage does', async () => {
    controller();
    open(STOREFRONT);
    expect(await stage('test')).toHaveTextContent('Promoting');
    expect(await stage('test')).toHaveTextContent('5/7 render');
    expect(await stage('prod-eu')).toHaveTextContent('Waits for approval, 0 of 1 given');
    expect(await stage('prod-eu')).toHaveTextContent('1 queued');
    expect(await stage('prod-us')).toHaveTextContent('protected branch hook declined');
    expect(await stage('release')).toHaveTextContent('Passes on');
    expect(await stage('qa')).toHaveTextContent('Health: Unhealthy');
    expect(await stage('test')).not.toHaveTextContent('Health');
    expect(screen.getByRole('group', { name: 'Warehouse storefront' })).toHaveTextContent(
      'storefront-config',
    );
  });

  it('marks where Freight is and may go while it is focused', async () => {
    controller();
    open(STOREFRONT);
    const card = await screen.findByRole('article', { name: 'amber-lynx' });
    within(card).getByRole('button', { name: 'amber-lynx' }).focus();
    await waitFor(async () => {
      expect(await stage('qa')).toHaveTextContent('Holds it');
    });
    expect(await stage('uat')).toHaveTextContent('May get it');
    expect(await stage('prod-eu')).not.toHaveTextContent('May get it');
  });

  it('is walked with arrow keys', async () => {
    const { user } = controller();
    open(STOREFRONT);
    (await screen.findByRole('button', { name: 'bold-otter' })).focus();
    await user.keyboard('{ArrowRight}{ArrowRight}');
    expect(screen.getByRole('button', { name: 'amber-lynx' })).toHaveFocus();
    await user.keyboard('{ArrowLeft}');
    expect(screen.getByRole('button', { name: 'quiet-heron' })).toHaveFocus();
    await user.keyboard('{Home}');
    expect(screen.getByRole('button', { name: 'bold-otter' })).toHaveFocus();
    screen.getByRole('button', { name: 'storefront' }).focus();
    await user.keyboard('{ArrowRight}');
    expect(screen.getByRole('button', { name: 'test' })).toHaveFocus();
    await user.keyboard('{ArrowRight}{ArrowDown}{ArrowRight}');
    expect(screen.getByRole('button', { name: 'release' })).toHaveFocus();
  });

  it('opens a drawer from the keyboard, and gives the focus back on Escape', async () => {
    const { user } = controller();
    open(STOREFRONT);
    (await screen.findByRole('button', { name: 'qa' })).focus();
    await user.keyboard('{Enter}');
    expect(await screen.findByRole('dialog', { name: 'Stage qa' })).toHaveFocus();
    expect(window.location.search).toBe('?stage=qa');
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(window.location.search).toBe('');
    expect(screen.getByRole('button', { name: 'qa' })).toHaveFocus();
  });

  it('opens what the address names, and follows the way back', async () => {
    const { user } = controller();
    open(`${STOREFRONT}?stage=qa`);
    const drawer = await screen.findByRole('dialog', { name: 'Stage qa' });
    await user.click(within(drawer).getAllByRole('button', { name: 'amber-lynx' })[0] as HTMLElement);
    expect(await screen.findByRole('dialog', { name: 'Freight amber-lynx' })).toBeVisible();
    window.history.back();
    expect(await screen.findByRole('dialog', { name: 'Stage qa' })).toBeVisible();
  });

  it('lists the stages as a table', async () => {
    const { user } = controller();
    open(STOREFRONT);
    await user.click(await screen.findByRole('radio', { name: 'List' }));
    const rows = within(screen.getByRole('table')).getAllByRole('row');
    expect(rows).toHaveLength(7);
    expect(rows[1]).toHaveTextContent('warehouse storefront');
    await user.click(screen.getByRole('button', { name: 'uat' }));
    expect(await screen.findByRole('dialog', { name: 'Stage uat' })).toBeVisible();
  });

  it('names what needs somebody, what the reader can do first', async () => {
    const { user } = controller();
    open(STOREFRONT);
    const region = await screen.findByRole('region', { name: 'Needs attention' });
    const items = within(region).getAllByRole('listitem');
    expect(items[0]).toHaveTextContent('prod-eu waits for your approval of brisk-falcon');
    expect(items[1]).toHaveTextContent('brisk-falcon did not reach prod-us');
    expect(items).toHaveLength(2);
    await user.click(within(region).getByRole('button', { name: '1 more' }));
    expect(within(region).getAllByRole('listitem')[2]).toHaveTextContent('amber-lynx is unhealthy in qa');
    await user.click(within(region).getByRole('button', { name: /^Review/ }));
    expect(await screen.findByRole('dialog', { name: 'brisk-falcon to prod-eu' })).toBeVisible();
  });

  it('says that the project is not there', async () => {
    controller();
    open('project/no/such/');
    expect(await screen.findByRole('alert')).toHaveTextContent("There is no project 'no/such'");
  });

  it('keeps what it shows when the connection is lost, says so, and comes back', async () => {
    const it = controller();
    open(STOREFRONT);
    await stage('test');
    it.fault = new TypeError('Failed to fetch');
    await waitFor(
      () => {
        expect(screen.getByRole('alert')).toHaveTextContent('Connection lost');
      },
      { timeout: 4_000 },
    );
    expect(await stage('test')).toBeVisible();
    it.fault = null;
    await it.user.click(screen.getByRole('button', { name: 'Try now' }));
    await waitFor(() => {
      expect(screen.queryByText(/Connection lost/)).toBeNull();
    });
  });

  it('says why promotions cannot be started, and that a project is archived', async () => {
    const it = controller();
    const board = it.world.boards.get('shop/storefront');
    if (board !== undefined) {
      board.project.runnerProblem = 'job shop/storefront/main is disabled';
    }
    open(STOREFRONT);
    expect(await screen.findByText(/job shop\/storefront\/main is disabled/)).toBeVisible();
  });
});

describe('what is behind a stage', () => {
  it('is hidden and shown again, also after a reload', async () => {
    const { user } = controller();
    open(STOREFRONT);
    await user.click(await screen.findByRole('button', { name: 'Hide what is behind qa' }));
    await user.click(screen.getByRole('button', { name: 'Hide what is behind uat' }));
    expect(screen.queryByRole('group', { name: 'Stage prod-eu' })).toBeNull();
    cleanup();
    open(STOREFRONT);
    await screen.findByRole('group', { name: 'Stage qa' });
    expect(screen.queryByRole('group', { name: 'Stage prod-eu' })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Show 3 behind qa' }));
    expect(screen.getByRole('group', { name: 'Stage prod-eu' })).toBeVisible();
  });
});

describe('older Freight', () => {
  it('is asked for alone, and comes behind what is there, also through a filter', async () => {
    const it_ = controller();
    const board = it_.world.boards.get('shop/storefront');
    const [last] = board?.freight.freight.slice(-1) ?? [];
    for (let number = 0; number < 60 && last !== undefined; number += 1) {
      const name = `old-${String(number)}`;
      board?.freight.freight.push({ ...last, name, alias: name });
    }
    open(STOREFRONT);
    await it_.user.click(await screen.findByRole('checkbox', { name: 'Hide unused' }));
    expect(screen.getAllByRole('article')[0]).toHaveAttribute('aria-label', 'bold-otter');
    const size = () => screen.getAllByRole('article')[0]?.closest('li')?.getAttribute('aria-setsize');
    expect(size()).toBe('50');
    await it_.user.click(screen.getByRole('button', { name: 'Older Freight' }));
    await waitFor(() => {
      expect(size()).toBe('74');
    });
    expect(screen.queryByRole('button', { name: 'Older Freight' })).toBeNull();
    expect(it_.calls.filter((call) => call.path.includes('/board?'))).toEqual([]);
    expect(it_.calls.filter((call) => /\/freight\?before=.*&limit=50$/.test(call.path))).toHaveLength(1);
    await it_.user.selectOptions(screen.getByRole('combobox', { name: 'Found' }), 'Last month');
    await it_.user.click(await screen.findByRole('button', { name: 'Older Freight' }));
    await waitFor(() => {
      expect(it_.calls.at(-1)?.path).toMatch(/\/freight\?from=.*&before=old-35&limit=50$/);
    });
  });
});

describe('a filter of time', () => {
  it('asks the controller for all that is young enough', async () => {
    const it_ = controller();
    open(STOREFRONT);
    await it_.user.selectOptions(await screen.findByRole('combobox', { name: 'Found' }), 'Last hour');
    await waitFor(() => {
      expect(screen.getAllByRole('article').map((card) => card.getAttribute('aria-label'))).toEqual([
        'bold-otter',
        'quiet-heron',
      ]);
    });
    await waitFor(() => {
      expect(it_.calls.some((call) => call.path.includes('/freight?from='))).toBe(true);
    });
  });
});
