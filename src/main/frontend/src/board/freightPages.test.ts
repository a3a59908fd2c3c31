import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Api } from '../api/client';
import type { Freight, FreightPage } from '../api/types';
import { worldOf } from '../../dev/api';
import { FreightPages } from './freightPages';

const [like] = worldOf('busy', 0).boards.get('shop/storefront')?.freight.freight ?? [];

function piece(number: number, alias = `release-${String(number)}`): Freight {
  return { ...(like as Freight), name: `f${String(number)}`, alias };
}

/** From the newer number down to the older one. */
function page(newest: number, oldest: number, more = true): FreightPage {
  const freight = Array.from({ length: newest - oldest + 1 }, (_, index) => piece(newest - index));
  return { freight, next: more ? `f${String(oldest)}` : null };
}

const names = (pages: FreightPages) => pages.snapshot().freight.map((each) => each.name);

let answers: (FreightPage | Error)[];
let asked: string[];
let pages: FreightPages;

describe('pages of Freight', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    answers = [];
    asked = [];
    vi.stubGlobal('fetch', (url: string) => {
      asked.push(url);
      const answer = answers.shift() ?? { freight: [], next: null };
      return answer instanceof Error
        ? Promise.reject(answer)
        : Promise.resolve(
            new Response(JSON.stringify(answer), { headers: { 'Content-Type': 'application/json' } }),
          );
    });
    pages = new FreightPages(new Api(''), '/freight', 'artifact=web', page(9, 7));
    pages.start();
  });

  afterEach(() => {
    pages.stop();
    vi.useRealTimers();
  });

  it('begin with the first one', () => {
    expect(names(pages)).toEqual(['f9', 'f8', 'f7']);
    expect(pages.snapshot()).toMatchObject({ more: true, busy: false });
  });

  it('come one behind the other, each asked for alone', async () => {
    answers = [page(6, 5), page(4, 4, false)];
    const first = pages.load();
    expect(pages.snapshot().busy).toBe(true);
    await pages.load();
    await first;
    await pages.load();
    await pages.load();
    expect(names(pages)).toEqual(['f9', 'f8', 'f7', 'f6', 'f5', 'f4']);
    expect(pages.snapshot()).toMatchObject({ more: false, busy: false });
    expect(asked).toEqual([
      '/kargo/api/v1/freight?artifact=web&before=f7&limit=50',
      '/kargo/api/v1/freight?artifact=web&before=f5&limit=50',
    ]);
  });

  it('keep what falls out of the first one', async () => {
    answers = [page(6, 5)];
    await pages.load();
    pages.follow(page(11, 9));
    expect(names(pages)).toEqual(['f11', 'f10', 'f9', 'f8', 'f7', 'f6', 'f5']);
    answers = [page(4, 4)];
    await pages.load();
    expect(asked[1]).toContain('before=f5');
  });

  it('begin anew when so much is new that something between may be missing', async () => {
    answers = [page(6, 5)];
    await pages.load();
    pages.follow(page(29, 27));
    expect(names(pages)).toEqual(['f29', 'f28', 'f27']);
    answers = [page(26, 26)];
    await pages.load();
    expect(asked[1]).toContain('before=f27');
  });

  it('are asked for again when something changed, not more often than every ten seconds', async () => {
    answers = [page(6, 5)];
    await pages.load();
    const [, , , before] = pages.snapshot().freight;
    answers = [{ freight: [piece(6), piece(5, 'renamed')], next: 'f5' }];
    pages.follow(page(9, 7));
    await vi.advanceTimersByTimeAsync(0);
    expect(asked[1]).toContain('before=f7&limit=2');
    expect(pages.snapshot().freight[4]?.alias).toBe('renamed');
    expect(pages.snapshot().freight[3]).toBe(before);
    pages.follow(page(9, 7));
    await vi.advanceTimersByTimeAsync(9_000);
    expect(asked).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(1_500);
    expect(asked).toHaveLength(3);
  });

  it('ask for nothing as long as only the first one is there', async () => {
    pages.follow(page(10, 8));
    pages.refresh();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked).toEqual([]);
    expect(names(pages)).toEqual(['f10', 'f9', 'f8']);
  });

  it('say that more cannot be had, and can be asked again', async () => {
    answers = [new TypeError('Failed to fetch'), page(6, 6)];
    await expect(pages.load()).rejects.toThrow('Failed to fetch');
    expect(pages.snapshot()).toMatchObject({ more: true, busy: false });
    await pages.load();
    expect(names(pages)).toHaveLength(4);
  });

  it('stay as they are when they cannot be refreshed', async () => {
    answers = [page(6, 5), new TypeError('Failed to fetch')];
    await pages.load();
    pages.refresh();
    await vi.advanceTimersByTimeAsync(0);
    expect(names(pages)).toEqual(['f9', 'f8', 'f7', 'f6', 'f5']);
  });
});
