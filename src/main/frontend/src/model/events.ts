import type { Messages } from '../i18n/en';

/** What an event says in words; one that the page does not know says its own name. */
export function eventWords(type: string, m: Messages): string {
  const words = Object.hasOwn(m.events, type) ? m.events[type] : undefined;
  return words ?? `${type.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase()}:`;
}

/** Neighbours with the same key together, in the order given. */
export function groupBy<T>(items: readonly T[], key: (item: T) => string): [string, T[]][] {
  const groups: [string, T[]][] = [];
  for (const item of items) {
    const last = groups[groups.length - 1];
    if (last !== undefined && last[0] === key(item)) {
      last[1].push(item);
    } else {
      groups.push([key(item), [item]]);
    }
  }
  return groups;
}
