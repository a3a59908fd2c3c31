import { useStored } from '../ui/useStored';

/** Paths of the projects that this browser's user likes to see first. */
export function useFavourites(): [ReadonlySet<string>, (path: string) => void] {
  return useStored('kargo.favourites');
}
