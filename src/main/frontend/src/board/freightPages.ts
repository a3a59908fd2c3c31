import type { Api } from '../api/client';
import type { Freight, FreightPage } from '../api/types';
import { share } from '../live/share';
import { joinPages } from '../model/freight';

const PAGE = 50;
/** So much of what is behind the first page is kept fresh; what is older stays as it was. */
const MOST_FRESH = 200;
const BETWEEN_MS = 10_000;

export interface Loaded {
  /** The first page that this begins with; null while there is none. */
  first: FreightPage | null;
  /** Newest first. */
  freight: readonly Freight[];
  /** Whether there is more than that. */
  more: boolean;
  /** Whether more is on its way. */
  busy: boolean;
}

export const NOTHING_LOADED: Loaded = { first: null, freight: [], more: false, busy: false };

/**
 * A first page of Freight, which something else keeps fresh, and what somebody asked for behind it: page by page, alone, so
 * that nothing else is asked for or drawn again. What falls out of the first page because new Freight comes stays behind it.
 */
export class FreightPages {
  private readonly listeners = new Set<() => void>();
  private state: Loaded;
  private older: readonly Freight[] = [];
  /** Of the last page that was loaded; undefined as long as none was. */
  private next: string | null | undefined;
  private timer: number | undefined;
  private asked = 0;
  private running = false;

  /**
   * @param path of the project's Freight in the API
   * @param query what the Freight has to pass, may be empty
   */
  constructor(
    private readonly api: Api,
    private readonly path: string,
    private readonly query: string,
    first: FreightPage | null,
  ) {
    this.state = first === null ? NOTHING_LOADED : this.joined(first, false);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  };

  readonly snapshot = (): Loaded => this.state;

  start(): void {
    this.running = true;
  }

  stop(): void {
    this.running = false;
    window.clearTimeout(this.timer);
  }

  /** Something in the project may have changed, such as the first page. */
  follow(first: FreightPage): void {
    if (first !== this.state.first) {
      this.keep(first);
      this.publish(this.joined(first, this.state.busy));
    }
    if (this.running && this.older.length > 0) {
      window.clearTimeout(this.timer);
      this.timer = window.setTimeout(this.refresh, Math.max(0, this.asked + BETWEEN_MS - Date.now()));
    }
  }

  /** Puts a page more behind what is there. @throws ApiError when the controller refuses */
  readonly load = async (): Promise<void> => {
    const { first, busy } = this.state;
    const cursor = this.next === undefined ? (first?.next ?? null) : this.next;
    if (first === null || cursor === null || busy) {
      return;
    }
    this.publish({ ...this.state, busy: true });
    try {
      const page = await this.ask(cursor, PAGE);
      this.older = [...this.older, ...page.freight];
      this.next = page.next;
    } finally {
      this.publish(this.joined(this.state.first ?? first, false));
    }
  };

  /** Asks again for what is behind the first page, without growing it. */
  readonly refresh = (): void => {
    window.clearTimeout(this.timer);
    const next = this.state.first?.next ?? null;
    const count = Math.min(MOST_FRESH, this.older.length);
    if (next === null || count === 0) {
      return;
    }
    this.asked = Date.now();
    this.ask(next, count).then(this.renew, () => {
      // The first page says when the connection is lost, and its next change brings this here again.
    });
  };

  private readonly renew = ({ freight }: FreightPage): void => {
    const fresh = new Map(freight.map((each) => [each.name, each]));
    const renewed = share(
      this.older,
      this.older.map((each) => fresh.get(each.name) ?? each),
    );
    const { first, busy } = this.state;
    if (renewed !== this.older && first !== null) {
      this.older = renewed;
      this.publish(this.joined(first, busy));
    }
  };

  private async ask(before: string, limit: number): Promise<FreightPage> {
    const query = new URLSearchParams(this.query);
    query.set('before', before);
    query.set('limit', String(limit));
    const answer = await this.api.get<FreightPage>(`${this.path}?${query.toString()}`, null);
    return answer.changed ? answer.value : { freight: [], next: null };
  }

  /** Nothing is between the first page and what is behind it; where that cannot be told, all begins anew. */
  private keep(next: FreightPage): void {
    const before = this.state.first?.freight ?? [];
    if (this.next === undefined) {
      return;
    }
    const now = new Set(next.freight.map((each) => each.name));
    const gone = before.filter((each) => !now.has(each.name));
    if (gone.length < before.length) {
      this.older = [...gone, ...this.older];
    } else {
      this.older = [];
      this.next = undefined;
    }
  }

  private joined(first: FreightPage, busy: boolean): Loaded {
    const next = this.next === undefined ? first.next : this.next;
    const freight = this.older.length === 0 ? first.freight : joinPages(first.freight, this.older);
    return { first, freight, more: next !== null, busy };
  }

  private publish(state: Loaded): void {
    this.state = state;
    this.listeners.forEach((listener) => {
      listener();
    });
  }
}
