import { createContext, useContext } from 'react';

interface Refreshable {
  refresh: () => void;
}

/** All pollers of the page, so that an action shows its effect at once. */
export class Hub {
  private readonly pollers = new Set<Refreshable>();

  add(poller: Refreshable): void {
    this.pollers.add(poller);
  }

  remove(poller: Refreshable): void {
    this.pollers.delete(poller);
  }

  readonly refresh = (): void => {
    this.pollers.forEach((poller) => {
      poller.refresh();
    });
  };
}

export const HubContext = createContext(new Hub());

export function useHub(): Hub {
  return useContext(HubContext);
}
