import type { Problem } from './types';

/** What a request answered: fresh values, or nothing new since the given ETag. */
export type Answer<T> = { changed: true; value: T; etag: string | null } | { changed: false };

/** A problem document of the API, or what stands for one when the connection fails. */
export class ApiError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
  }
}

/** The JSON API below a Jenkins root URL. */
export class Api {
  private readonly base: string;

  constructor(rootUrl: string) {
    this.base = `${rootUrl}/kargo/api/v1`;
  }

  async get<T>(path: string, etag: string | null, signal?: AbortSignal): Promise<Answer<T>> {
    const headers: Record<string, string> = { Accept: 'application/json' };
    if (etag !== null) {
      headers['If-None-Match'] = etag;
    }
    const response = await send(this.base + path, {
      headers,
      cache: 'no-store',
      ...(signal === undefined ? {} : { signal }),
    });
    if (response.status === 304) {
      return { changed: false };
    }
    return { changed: true, value: (await read(response)) as T, etag: response.headers.get('ETag') };
  }

  async post<T>(path: string, body: object): Promise<T> {
    const response = await send(this.base + path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: 'application/json', ...crumb() },
      body: JSON.stringify(body),
    });
    return (await read(response)) as T;
  }
}

/** The path of a project in the API; slashes between folders stay. */
export function projectPath(path: string): string {
  return `/projects/${path.split('/').map(encodeURIComponent).join('/')}/-`;
}

async function send(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { credentials: 'same-origin', ...init });
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') {
      throw cause;
    }
    throw new ApiError(0, cause instanceof Error ? cause.message : String(cause));
  }
}

async function read(response: Response): Promise<unknown> {
  if (response.ok) {
    return response.json();
  }
  throw new ApiError(response.status, await problemText(response));
}

async function problemText(response: Response): Promise<string> {
  if (response.headers.get('Content-Type')?.includes('json') === true) {
    const problem = (await response.json()) as Partial<Problem>;
    return problem.detail ?? problem.title ?? response.statusText;
  }
  return `${String(response.status)} ${response.statusText}`;
}

/** Jenkins asks for it on every POST of a browser session. */
function crumb(): Record<string, string> {
  const { crumbHeader, crumbValue } = document.head.dataset;
  return crumbHeader !== undefined && crumbValue !== undefined ? { [crumbHeader]: crumbValue } : {};
}
