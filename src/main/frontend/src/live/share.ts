/**
 * The new value, with every part of it that is the same as before being the very object that it was: what shows only such
 * parts need not be drawn again. Things that have a name are the same thing wherever they stand in their list.
 */
export function share<T>(before: unknown, next: T): T {
  if (Object.is(before, next)) {
    return next;
  }
  if (Array.isArray(before) && Array.isArray(next)) {
    return shareList(before, next) as T;
  }
  if (isRecord(before) && isRecord(next)) {
    return shareRecord(before, next) as T;
  }
  return next;
}

function shareList(before: readonly unknown[], next: readonly unknown[]): readonly unknown[] {
  const named = new Map(before.filter(hasName).map((each) => [each.name, each]));
  // Names that are not unique tell nothing.
  const byName = named.size === before.length;
  const result = next.map((each, index) =>
    share(byName && hasName(each) ? named.get(each.name) : before[index], each),
  );
  const same = result.length === before.length && result.every((each, index) => each === before[index]);
  return same ? before : result;
}

function shareRecord(
  before: Record<string, unknown>,
  next: Record<string, unknown>,
): Record<string, unknown> {
  const keys = Object.keys(next);
  const result = Object.fromEntries(keys.map((key) => [key, share(before[key], next[key])]));
  const same =
    keys.length === Object.keys(before).length &&
    keys.every((key) => key in before && result[key] === before[key]);
  return same ? before : result;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

function hasName(value: unknown): value is { name: string } {
  return isRecord(value) && typeof value.name === 'string';
}
