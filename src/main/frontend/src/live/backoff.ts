const FIRST_MS = 2_000;
const LONGEST_MS = 60_000;

/**
 * How long to wait after some failures in a row: twice as long each time, at most a minute, and up to a fifth more by
 * chance so that many open pages do not come back in the same moment.
 */
export function backoff(failures: number, chance: number): number {
  const delay = Math.min(FIRST_MS * 2 ** Math.max(0, failures - 1), LONGEST_MS);
  return Math.round(delay * (1 + 0.2 * chance));
}
