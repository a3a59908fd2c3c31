import { belowKargo, parseRoute, routeUrl, type Route } from './route';

/** The address bar as a store: who subscribes hears of every navigation, also of the browser's back and forward. */
export class History {
  private readonly listeners = new Set<() => void>();
  private current: Route;

  constructor(private readonly rootUrl: string) {
    this.current = this.read();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    if (this.listeners.size === 1) {
      window.addEventListener('popstate', this.onPop);
    }
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size === 0) {
        window.removeEventListener('popstate', this.onPop);
      }
    };
  };

  readonly route = (): Route => this.current;

  url(route: Route): string {
    return routeUrl(this.rootUrl, route);
  }

  navigate(route: Route): void {
    const url = this.url(route);
    if (url !== window.location.pathname + window.location.search) {
      window.history.pushState(null, '', url);
    }
    this.set(route);
  }

  private readonly onPop = (): void => {
    this.set(this.read());
  };

  private read(): Route {
    return parseRoute(belowKargo(this.rootUrl, window.location.pathname), window.location.search);
  }

  private set(route: Route): void {
    this.current = route;
    this.listeners.forEach((listener) => {
      listener();
    });
  }
}
