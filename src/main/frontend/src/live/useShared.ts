import { useState } from 'react';
import { share } from './share';

/** The value, with what is the same as at the last time being the very same object. */
export function useShared<T>(value: T): T {
  const [last, setLast] = useState(value);
  const shared = share(last, value);
  if (!Object.is(shared, last)) {
    setLast(shared);
  }
  return shared;
}
