import { useCallback, useState } from 'react';

const KEY = 'kargo.favourites';

/** Paths of the projects that this browser's user likes to see first. */
export function useFavourites(): [ReadonlySet<string>, (path: string) => void] {
  const [paths, setPaths] = useState(read);
  const toggle = useCallback((path: string) => {
    setPaths((before) => {
      const after = new Set(before);
      if (!after.delete(path)) {
        after.add(path);
      }
      write(after);
      return after;
    });
  }, []);
  return [paths, toggle];
}

function read(): ReadonlySet<string> {
  try {
    const stored: unknown = JSON.parse(window.localStorage.getItem(KEY) ?? '[]');
    return new Set(Array.isArray(stored) ? stored.filter((each) => typeof each === 'string') : []);
  } catch {
    return new Set();
  }
}

/** A browser that stores nothing only forgets them with the page. */
function write(paths: ReadonlySet<string>): void {
  try {
    window.localStorage.setItem(KEY, JSON.stringify([...paths]));
  } catch {
    return;
  }
}
