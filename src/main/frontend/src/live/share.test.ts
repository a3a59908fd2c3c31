import { describe, expect, it } from 'vitest';
import { share } from './share';

const board = () => ({
  user: 'olivia',
  stages: [
    { name: 'test', phase: 'Ready', holds: { app: { freight: 'f1' } } },
    { name: 'prod', phase: 'Ready', holds: {} },
  ],
});

describe('sharing what stays', () => {
  it('gives back the very object when nothing changed', () => {
    const before = board();
    expect(share(before, board())).toBe(before);
  });

  it('keeps what did not change, and has the new value', () => {
    const before = board();
    const next = board();
    next.stages[1] = { name: 'prod', phase: 'Promoting', holds: {} };
    const shared = share(before, next);
    expect(shared).toEqual(next);
    expect(shared.stages[0]).toBe(before.stages[0]);
    expect(shared.stages[1]).not.toBe(before.stages[1]);
    expect(shared.stages[1]?.holds).toBe(before.stages[1]?.holds);
  });

  it('knows named things again wherever they stand', () => {
    const before = [{ name: 'old' }, { name: 'older' }];
    const shared = share(before, [{ name: 'new' }, { name: 'old' }, { name: 'older' }]);
    expect(shared[1]).toBe(before[0]);
    expect(shared[2]).toBe(before[1]);
  });

  it('is not misled by names that several things have', () => {
    const before = [
      { name: '', kind: 'git' },
      { name: '', kind: 'image' },
    ];
    const shared = share(before, [
      { name: '', kind: 'git' },
      { name: '', kind: 'chart' },
    ]);
    expect(shared[0]).toBe(before[0]);
    expect(
      share(shared, [
        { name: '', kind: 'git' },
        { name: '', kind: 'chart' },
      ]),
    ).toBe(shared);
  });

  it('sees what came, went or became nothing', () => {
    expect(share({ a: 1, b: 2 }, { a: 1 })).toEqual({ a: 1 });
    expect(share({ a: 1 }, { a: 1, b: undefined })).toEqual({ a: 1, b: undefined });
    expect(share({ a: [1, 2] }, { a: [1] })).toEqual({ a: [1] });
    expect(share({ a: {} }, { a: null })).toEqual({ a: null });
    expect(share(null, { a: 1 })).toEqual({ a: 1 });
    expect(share([], {})).toEqual({});
  });
});
