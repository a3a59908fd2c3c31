import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Board } from '../api/types';
import { controller, open, type Controller } from '../test/controller';

const STOREFRONT = 'project/shop/storefront/';
const stage = (name: string) => screen.findByRole('group', { name: `Stage ${name}` });
const card = (alias: string) => screen.getByRole('article', { name: alias });

function boardOf(it: Controller): Board {
  const board = it.world.boards.get('shop/storefront');
  if (board === undefined) {
    throw new Error('The made-up world has no storefront');
  }
  return board;
}

function scale(): string | undefined {
  return document.querySelector<HTMLElement>('.kgo-graph__scaled')?.style.scale;
}

describe('the graph', () => {
  it('is made larger and smaller, by button and by wheel, and fitted again', async () => {
    const { user } = controller();
    open(STOREFRONT);
    await stage('test');
    expect(scale()).toBe('1');
    await user.click(screen.getByRole('button', { name: 'Zoom in' }));
    expect(scale()).toBe('1.2');
    await user.click(screen.getByRole('button', { name: 'Zoom out' }));
    await user.click(screen.getByRole('button', { name: 'Zoom out' }));
    expect(Number(scale())).toBeCloseTo(1 / 1.2);
    await user.click(screen.getByRole('button', { name: 'Fit' }));
    expect(scale()).toBe('1');
    const view = screen.getByRole('group', { name: /^How Freight flows/ });
    fireEvent.wheel(view, { deltaY: -1, ctrlKey: true });
    expect(scale()).toBe('1.2');
    fireEvent.wheel(view, { deltaY: -1 });
    expect(scale()).toBe('1.2');
  });

  it('leads to a stage by its name where there are many', async () => {
    const it_ = controller();
    const board = boardOf(it_);
    const [like] = board.stages.slice(-1);
    for (const name of ['prod-ap', 'prod-sa']) {
      if (like !== undefined) {
        board.stages.push({ ...like, name });
      }
    }
    open(STOREFRONT);
    const field = await screen.findByRole('combobox', { name: 'Find a stage' });
    fireEvent.change(field, { target: { value: 'prod-s' } });
    expect(screen.getByRole('button', { name: 'prod-sa' })).not.toHaveFocus();
    fireEvent.change(field, { target: { value: 'prod-sa' } });
    expect(screen.getByRole('button', { name: 'prod-sa' })).toHaveFocus();
  });

  it('marks where Freight comes by itself, and where somebody stopped that, and why', async () => {
    const it_ = controller();
    open(STOREFRONT);
    expect(await stage('test')).toHaveTextContent('Freight comes by itself');
    expect(within(await stage('qa')).getByTitle(/^Auto-promotion held by/)).toBeVisible();
    expect(await stage('uat')).not.toHaveTextContent('Freight comes by itself');
    expect(it_.posts()).toEqual([]);
  });

  it('gives every stage its colour, on its node and on the Freight that it holds', async () => {
    controller();
    open(STOREFRONT);
    const node = await stage('qa');
    const own = node.style.getPropertyValue('--kgo-own');
    expect(own).not.toBe('');
    const tag = card('amber-lynx').querySelector<HTMLElement>('.kgo-tag');
    expect(tag).toHaveTextContent('qa');
    expect(tag?.style.getPropertyValue('--kgo-own')).toBe(own);
    expect(own).not.toBe((await stage('uat')).style.getPropertyValue('--kgo-own'));
  });

  it('says what every warehouse subscribes to, and that it could not look', async () => {
    const it_ = controller();
    const [warehouse] = boardOf(it_).warehouses;
    if (warehouse !== undefined) {
      warehouse.check = { at: new Date().toISOString(), failed: true, message: 'registry says 401' };
    }
    open(STOREFRONT);
    const node = await screen.findByRole('group', { name: 'Warehouse storefront' });
    expect(within(node).getByRole('list', { name: 'Subscriptions' })).toHaveTextContent('storefront-api');
    expect(node).toHaveTextContent('Looking for new versions failed: registry says 401');
  });

  it('shows in the timeline what a stage that is pointed at holds and may take', async () => {
    const { user } = controller();
    open(STOREFRONT);
    await user.hover(await stage('uat'));
    expect(card('quiet-heron')).toHaveClass('kgo-freight--here');
    expect(card('amber-lynx')).toHaveClass('kgo-freight--may');
    expect(card('bold-otter').className).not.toMatch(/--(here|may)/);
    expect(card('bold-otter').closest('.kgo-timeline--pointed')).not.toBeNull();
    await user.unhover(await stage('uat'));
    expect(card('quiet-heron')).not.toHaveClass('kgo-freight--here');
    expect(document.querySelector('.kgo-timeline--pointed')).toBeNull();
  });
});

describe('a card of the timeline', () => {
  it('links to the pages of its artifacts, with short versions', async () => {
    controller();
    open(STOREFRONT);
    await stage('test');
    const links = within(card('amber-lynx')).getAllByRole('link');
    expect(links.map((link) => [link.textContent, link.getAttribute('href')])).toEqual([
      ['2.12.0', 'https://ghcr.io/acme/storefront-web'],
      ['2.12.1', 'https://ghcr.io/acme/storefront-api'],
      [expect.stringMatching(/^[0-9a-f]{7}$/), expect.stringMatching(/\/commit\/[0-9a-f]{40}$/)],
      ['1.8.2', 'https://ghcr.io/acme/charts/storefront'],
    ]);
  });

  it('counts down until Freight that only has to soak is free', async () => {
    controller();
    open(STOREFRONT);
    await stage('test');
    expect(card('amber-lynx')).toHaveTextContent(/Free for prod-eu in (39|40) min/);
  });
});

describe('the timeline', () => {
  it('shows the Freight of one warehouse alone, of all that there is', async () => {
    const it_ = controller();
    const board = boardOf(it_);
    const [warehouse] = board.warehouses;
    const [second] = board.freight.freight.slice(1);
    if (warehouse !== undefined && second !== undefined) {
      board.warehouses.push({ ...warehouse, name: 'back-office' });
      second.warehouse = 'back-office';
    }
    open(STOREFRONT);
    await it_.user.selectOptions(await screen.findByRole('combobox', { name: 'Warehouse' }), 'back-office');
    await waitFor(() => {
      expect(screen.getAllByRole('article').map((each) => each.getAttribute('aria-label'))).toEqual([
        'quiet-heron',
      ]);
    });
    await waitFor(() => {
      expect(it_.calls.some((call) => call.path.includes('/freight?warehouse=back-office'))).toBe(true);
    });
    expect(card('quiet-heron')).toHaveTextContent('back-office');
  });
});
