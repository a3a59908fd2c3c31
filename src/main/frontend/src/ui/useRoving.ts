import { useCallback, useState, type FocusEvent, type KeyboardEvent, type RefObject } from 'react';

const STEPS: Record<string, (at: number, count: number) => number> = {
  ArrowRight: (at) => at + 1,
  ArrowLeft: (at) => at - 1,
  Home: () => 0,
  End: (_, count) => count - 1,
};

export interface Roving {
  /** The item that the Tab key leads to. */
  active: string | null;
  onKeyDown: (event: KeyboardEvent) => void;
  onFocus: (event: FocusEvent) => void;
}

/** One tab stop for a row of items that carry `data-roving`; arrow keys, Home and End move among them. */
export function useRoving(container: RefObject<HTMLElement | null>, first: string | null): Roving {
  const [last, setLast] = useState<string | null>(null);
  const onFocus = useCallback((event: FocusEvent) => {
    const id = itemOf(event.target)?.dataset.roving;
    if (id !== undefined) {
      setLast(id);
    }
  }, []);
  const onKeyDown = useCallback(
    (event: KeyboardEvent) => {
      const step = STEPS[event.key];
      const item = itemOf(event.target);
      if (step === undefined || item === null || event.target !== item) {
        return;
      }
      const items = [...(container.current?.querySelectorAll<HTMLElement>('[data-roving]') ?? [])];
      const next = items[step(items.indexOf(item), items.length)];
      if (next !== undefined) {
        event.preventDefault();
        next.focus();
      }
    },
    [container],
  );
  return { active: last ?? first, onKeyDown, onFocus };
}

function itemOf(target: EventTarget): HTMLElement | null {
  return target instanceof HTMLElement ? target.closest<HTMLElement>('[data-roving]') : null;
}
