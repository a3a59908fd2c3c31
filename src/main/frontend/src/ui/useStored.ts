import { useCallback, useState } from 'react';

/**
 * A set of texts that this browser remembers under a key, and how one is put in or taken out. A browser that stores
 * nothing only forgets it with the page.
 */
export function useStored(key: string): [ReadonlySet<string>, (text: string) => void] {
  const [texts, setTexts] = useState(() => read(key));
  const toggle = useCallback(
    (text: string) => {
      setTexts((before) => {
        const after = new Set(before);
        if (!after.delete(text)) {
          after.add(text);
        }
        write(key, after);
        return after;
      });
    },
    [key],
  );
  return [texts, toggle];
}

function read(key: string): ReadonlySet<string> {
  try {
    const stored: unknown = JSON.parse(window.localStorage.getItem(key) ?? '[]');
    return new Set(Array.isArray(stored) ? stored.filter((each) => typeof each === 'string') : []);
  } catch {
    return new Set();
  }
}

function write(key: string, texts: ReadonlySet<string>): void {
  try {
    window.localStorage.setItem(key, JSON.stringify([...texts]));
  } catch {
    return;
  }
}
