import { useSyncExternalStore } from 'react';

/** A clock that ticks for all who look at it with one timer, and stands still when nobody does. */
class Clock {
  private readonly listeners = new Set<() => void>();
  private time = Date.now();
  private timer: number | undefined;

  constructor(private readonly everyMs: number) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    if (this.listeners.size === 1) {
      this.time = Date.now();
      this.timer = window.setInterval(this.tick, this.everyMs);
    }
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size === 0) {
        window.clearInterval(this.timer);
      }
    };
  };

  readonly now = (): number => this.time;

  private readonly tick = (): void => {
    this.time = Date.now();
    this.listeners.forEach((listener) => {
      listener();
    });
  };
}

const seconds = new Clock(1_000);
const ages = new Clock(15_000);

/** Milliseconds, fresh every second: for what runs. */
export function useSeconds(): number {
  return useSyncExternalStore(seconds.subscribe, seconds.now);
}

/** Milliseconds, fresh every quarter of a minute: for ages. */
export function useNow(): number {
  return useSyncExternalStore(ages.subscribe, ages.now);
}
