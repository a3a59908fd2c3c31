import { expect, it } from 'vitest';
import { de } from './de';
import { en } from './en';

/** Every path to a text, with the text; functions count by how many arguments they take. */
function texts(table: object, path = ''): [string, string][] {
  return Object.entries(table).flatMap(([key, value]): [string, string][] => {
    const here = `${path}.${key}`;
    if (typeof value === 'function') {
      return [[here, `(${String((value as { length: number }).length)})`]];
    }
    return typeof value === 'string' ? [[here, value]] : texts(value as object, here);
  });
}

it('says everything in German that it says in English', () => {
  expect(
    texts(de)
      .map(([path]) => path)
      .sort(),
  ).toEqual(
    texts(en)
      .map(([path]) => path)
      .sort(),
  );
});

it('leaves no text empty', () => {
  expect([...texts(en), ...texts(de)].filter(([, text]) => text.trim() === '')).toEqual([]);
});

it('gives every text the same arguments', () => {
  const german = new Map(texts(de));
  for (const [path, text] of texts(en).filter(([, each]) => each.startsWith('('))) {
    expect(german.get(path), path).toBe(text);
  }
});
