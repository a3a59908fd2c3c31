import { expect, it } from 'vitest';
import { backoff } from './backoff';

it('doubles from two seconds up to a minute', () => {
  expect([1, 2, 3, 4, 5, 6, 7, 50].map((failures) => backoff(failures, 0))).toEqual([
    2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000,
  ]);
});

it('adds at most a fifth by chance', () => {
  expect(backoff(3, 1)).toBe(9_600);
});
