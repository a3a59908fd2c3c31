import { describe, expect, it } from 'vitest';
import { draw, type Box, type Drawing, type LayoutEdge } from './layers';

const SPACING = { column: 60, row: 20 };

function drawing(names: string[], edges: [string, string][], height = 100): Drawing {
  return draw(
    names.map((id) => ({ id, width: 200, height })),
    edges.map(([from, to]): LayoutEdge => ({ from, to })),
    SPACING,
  );
}

function box(drawn: Drawing, id: string): Box {
  const found = drawn.boxes.get(id);
  if (found === undefined) {
    throw new Error(`no box ${id}`);
  }
  return found;
}

/** A small generator with a seed, so that a failure can be seen again. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

describe('a layered drawing', () => {
  it('puts a chain on one line, left to right', () => {
    const drawn = drawing(
      ['w', 'test', 'prod'],
      [
        ['w', 'test'],
        ['test', 'prod'],
      ],
    );
    expect(['w', 'test', 'prod'].map((id) => box(drawn, id))).toMatchObject([
      { x: 0, y: 0 },
      { x: 260, y: 0 },
      { x: 520, y: 0 },
    ]);
    expect(drawn.width).toBe(720);
    expect(drawn.height).toBe(100);
  });

  it('puts a stage between the two that it feeds', () => {
    const drawn = drawing(
      ['test', 'eu', 'us'],
      [
        ['test', 'eu'],
        ['test', 'us'],
      ],
    );
    expect(box(drawn, 'test').y).toBe((box(drawn, 'eu').y + box(drawn, 'us').y) / 2);
  });

  it('leads a long edge past the stages between its ends', () => {
    const drawn = drawing(
      ['w', 'a', 'b', 'c'],
      [
        ['w', 'a'],
        ['a', 'b'],
        ['b', 'c'],
        ['w', 'c'],
      ],
    );
    const route = drawn.routes[3];
    expect(route).toMatchObject({ from: 'w', to: 'c' });
    const passing = route?.points.slice(1, -1) ?? [];
    expect(passing.length).toBe(4);
    for (const point of passing) {
      for (const id of ['a', 'b']) {
        const { y, height } = box(drawn, id);
        expect(point.y < y || point.y > y + height).toBe(true);
      }
    }
  });

  it('avoids crossings where it can', () => {
    const drawn = drawing(
      ['a', 'b', 'x', 'y'],
      [
        ['a', 'y'],
        ['b', 'x'],
      ],
    );
    const above = box(drawn, 'a').y < box(drawn, 'b').y;
    expect(box(drawn, 'y').y < box(drawn, 'x').y).toBe(above);
  });

  it('draws something when the graph has a cycle, a loop, or an edge to nowhere', () => {
    const drawn = drawing(
      ['a', 'b'],
      [
        ['a', 'b'],
        ['b', 'a'],
        ['a', 'a'],
        ['a', 'gone'],
      ],
    );
    expect(drawn.boxes.size).toBe(2);
    expect(drawn.routes).toHaveLength(1);
  });

  it('draws nothing for nothing', () => {
    expect(drawing([], [])).toMatchObject({ height: 0, routes: [] });
  });

  it('never lets two boxes touch, and always leads forward, whatever the graph', () => {
    for (let seed = 1; seed <= 60; seed++) {
      const next = random(seed);
      const names = Array.from({ length: 2 + Math.floor(next() * 30) }, (_, index) => `n${String(index)}`);
      const edges = names.flatMap((name, index): [string, string][] =>
        index === 0 || next() < 0.15 ? [] : [[names[Math.floor(next() * index)] ?? '', name]],
      );
      const more = names.flatMap((name, index): [string, string][] =>
        next() < 0.4 && index > 1 ? [[names[Math.floor(next() * index)] ?? '', name]] : [],
      );
      const drawn = drawing(names, [...edges, ...more], 40 + Math.floor(next() * 80));
      const boxes = [...drawn.boxes.values()];
      for (const one of boxes) {
        expect(one.y).toBeGreaterThanOrEqual(0);
        for (const other of boxes) {
          if (one.id < other.id && one.layer === other.layer) {
            const gap =
              Math.max(one.y, other.y) - (one.y < other.y ? one.y + one.height : other.y + other.height);
            expect(gap, `seed ${String(seed)}`).toBeGreaterThanOrEqual(SPACING.row - 1);
          }
        }
      }
      for (const { from, to } of drawn.routes) {
        expect(box(drawn, from).layer).toBeLessThan(box(drawn, to).layer);
      }
    }
  });

  it('draws six hundred stages in a moment', () => {
    const names = Array.from({ length: 600 }, (_, index) => `n${String(index)}`);
    const edges = names
      .slice(1)
      .map((name, index): [string, string] => [names[Math.floor(index / 2)] ?? '', name]);
    const begin = performance.now();
    drawing(names, edges);
    expect(performance.now() - begin).toBeLessThan(1_000);
  });
});
