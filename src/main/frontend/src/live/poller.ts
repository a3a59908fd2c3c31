import { type Api, ApiError } from '../api/client';
import { backoff } from './backoff';

const MOVING_MS = 2_000;
const IDLE_MS = 10_000;
/** A refusal is an answer: it is asked again seldom, in case rights change. */
const REFUSED_MS = 30_000;
const REFUSALS: ReadonlySet<number> = new Set([400, 401, 403, 404, 410]);

export interface Polled<T> {
  value: T | null;
  /** Why there is no fresh value; null when there is one. */
  error: ApiError | null;
  /** True when the controller did not answer, as opposed to a refusal. */
  lost: boolean;
}

/** Keeps one resource of the API fresh: fast while something moves, slowly when idle, not at all in a hidden tab. */
export class Poller<T> {
  private readonly listeners = new Set<() => void>();
  private state: Polled<T> = { value: null, error: null, lost: false };
  private etag: string | null = null;
  private failures = 0;
  private timer: number | undefined;
  private request: AbortController | null = null;
  private running = false;

  constructor(
    private readonly api: Api,
    private readonly path: string,
    private readonly moves: (value: T) => boolean,
  ) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  };

  readonly snapshot = (): Polled<T> => this.state;

  start(): void {
    this.running = true;
    document.addEventListener('visibilitychange', this.onVisibility);
    this.refresh();
  }

  stop(): void {
    this.running = false;
    document.removeEventListener('visibilitychange', this.onVisibility);
    this.cancel();
  }

  /** Asks now, whatever was planned. */
  readonly refresh = (): void => {
    this.cancel();
    if (this.running) {
      void this.ask();
    }
  };

  private readonly onVisibility = (): void => {
    if (document.hidden) {
      this.cancel();
    } else {
      this.refresh();
    }
  };

  private cancel(): void {
    window.clearTimeout(this.timer);
    this.request?.abort();
    this.request = null;
  }

  private async ask(): Promise<void> {
    const request = new AbortController();
    this.request = request;
    try {
      const answer = await this.api.get<T>(this.path, this.etag, request.signal);
      if (request.signal.aborted) {
        return;
      }
      this.failures = 0;
      if (answer.changed) {
        this.etag = answer.etag;
        this.set({ value: answer.value, error: null, lost: false });
      } else if (this.state.error !== null) {
        this.set({ ...this.state, error: null, lost: false });
      }
      this.plan(this.state.value !== null && this.moves(this.state.value) ? MOVING_MS : IDLE_MS);
    } catch (cause) {
      if (!request.signal.aborted) {
        this.failed(cause);
      }
    }
  }

  private failed(cause: unknown): void {
    const error = cause instanceof ApiError ? cause : new ApiError(0, String(cause));
    const refused = REFUSALS.has(error.status);
    this.failures += 1;
    this.set({ value: refused ? null : this.state.value, error, lost: !refused });
    if (refused) {
      this.etag = null;
    }
    this.plan(refused ? REFUSED_MS : backoff(this.failures, Math.random()));
  }

  private plan(delay: number): void {
    if (this.running && !document.hidden) {
      this.timer = window.setTimeout(this.refresh, delay);
    }
  }

  private set(state: Polled<T>): void {
    this.state = state;
    this.listeners.forEach((listener) => {
      listener();
    });
  }
}
