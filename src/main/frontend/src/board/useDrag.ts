import { useCallback, useRef, type PointerEvent } from 'react';

/** Moves what a view shows by dragging its ground with the mouse; touch scrolls by itself. */
export function useDrag(): {
  onPointerDown: (event: PointerEvent<HTMLElement>) => void;
  onPointerMove: (event: PointerEvent<HTMLElement>) => void;
  onPointerUp: (event: PointerEvent<HTMLElement>) => void;
} {
  const from = useRef<{ x: number; y: number } | null>(null);
  const onPointerDown = useCallback((event: PointerEvent<HTMLElement>) => {
    const onGround = event.target instanceof Element && event.target.closest('[data-node]') === null;
    if (event.pointerType === 'mouse' && event.button === 0 && onGround) {
      from.current = { x: event.clientX, y: event.clientY };
      event.currentTarget.setPointerCapture(event.pointerId);
    }
  }, []);
  const onPointerMove = useCallback((event: PointerEvent<HTMLElement>) => {
    if (from.current !== null) {
      event.currentTarget.scrollBy(from.current.x - event.clientX, from.current.y - event.clientY);
      from.current = { x: event.clientX, y: event.clientY };
    }
  }, []);
  const onPointerUp = useCallback(() => {
    from.current = null;
  }, []);
  return { onPointerDown, onPointerMove, onPointerUp };
}
