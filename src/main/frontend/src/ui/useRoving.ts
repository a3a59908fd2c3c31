import { useCallback, useLayoutEffect, useRef, useState, type FocusEvent, type KeyboardEvent } from 'react';

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

/**
 * One tab stop for a row of items that carry `data-roving`; arrow keys, Home and End move among them.
 *
 * @param keys what `data-roving` says, in order; whatever item is active must be there, the others may be left out
 */
export function useRoving(container: HTMLElement | null, keys: readonly string[]): Roving {
  const [last, setLast] = useState<string | null>(null);
  const wanted = useRef<string | null>(null);
  const onFocus = useCallback((event: FocusEvent) => {
    const id = itemOf(event.target)?.dataset.roving;
    if (id !== undefined) {
      setLast(id);
    }
  }, []);
  const focus = useCallback(() => {
    const item =
      wanted.current === null
        ? null
        : container?.querySelector<HTMLElement>(`[data-roving="${CSS.escape(wanted.current)}"]`);
    if (item !== null && item !== undefined) {
      wanted.current = null;
      item.focus();
    }
  }, [container]);
  // What was not there yet when a key led to it is there once it is the active one.
  useLayoutEffect(focus, [focus, last]);
  const onKeyDown = useCallback(
    (event: KeyboardEvent) => {
      const step = STEPS[event.key];
      const item = itemOf(event.target);
      if (step === undefined || item === null || event.target !== item) {
        return;
      }
      const next = keys[step(keys.indexOf(item.dataset.roving ?? ''), keys.length)];
      if (next !== undefined) {
        event.preventDefault();
        wanted.current = next;
        setLast(next);
        focus();
      }
    },
    [focus, keys],
  );
  const active = last !== null && keys.includes(last) ? last : (keys[0] ?? null);
  return { active, onKeyDown, onFocus };
}

function itemOf(target: EventTarget): HTMLElement | null {
  return target instanceof HTMLElement ? target.closest<HTMLElement>('[data-roving]') : null;
}
