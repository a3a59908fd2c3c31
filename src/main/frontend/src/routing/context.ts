import { createContext, useCallback, useContext, useSyncExternalStore } from 'react';
import type { History } from './history';
import type { Panel, Route } from './route';

export const HistoryContext = createContext<History | null>(null);

export function useHistory(): History {
  const history = useContext(HistoryContext);
  if (history === null) {
    throw new Error('There is no HistoryContext around this component');
  }
  return history;
}

export function useRoute(): Route {
  const history = useHistory();
  return useSyncExternalStore(history.subscribe, history.route);
}

/** Opens a drawer of the project that is shown, or closes it with null. */
export function useOpenPanel(): (panel: Panel | null) => void {
  const history = useHistory();
  return useCallback(
    (panel) => {
      const route = history.route();
      if (route.page === 'project') {
        history.navigate({ ...route, panel });
      }
    },
    [history],
  );
}
