import { describe, expect, it } from 'vitest';
import { indexAt, placesOf, shownOf } from './window';

const PLACES = placesOf(new Array<number>(100).fill(2), 16);

describe('a long row', () => {
  it('is as long as all of its items, whatever part of it is drawn', () => {
    for (const first of [0, 8, 40, 96]) {
      for (const kept of [-1, 0, 50, 99]) {
        const { slots, after } = shownOf(PLACES, { first, last: first + 10 }, kept);
        const gaps = slots.reduce((sum, slot) => sum + slot.before, after);
        expect(gaps + slots.length * 32).toBe(100 * 32);
      }
    }
  });

  it('draws what is in sight, in order and once', () => {
    expect(shownOf(PLACES, { first: 16, last: 20 }, 17).slots.map((slot) => slot.index)).toEqual([
      16, 17, 18, 19,
    ]);
  });

  it('keeps one item wherever it is scrolled to', () => {
    expect(shownOf(PLACES, { first: 16, last: 18 }, 2).slots).toEqual([
      { index: 2, before: 64 },
      { index: 16, before: 13 * 32 },
      { index: 17, before: 0 },
    ]);
    expect(shownOf(PLACES, { first: 16, last: 18 }, 99).slots.at(-1)).toEqual({ index: 99, before: 81 * 32 });
  });

  it('knows which item lies where', () => {
    expect([-5, 0, 31, 32, 1600, 99_999].map((position) => indexAt(PLACES, position))).toEqual([
      0, 0, 0, 1, 50, 99,
    ]);
    expect(indexAt([], 10)).toBe(0);
  });

  it('copes with becoming shorter', () => {
    expect(shownOf(placesOf([1, 1], 10), { first: 40, last: 60 }, 5).slots.map((slot) => slot.index)).toEqual(
      [1],
    );
    expect(shownOf([], { first: 0, last: 80 }, -1)).toEqual({ slots: [], after: 0 });
  });
});
