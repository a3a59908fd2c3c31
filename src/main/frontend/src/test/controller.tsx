import { render } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { vi } from 'vitest';
import { answer, worldOf } from '../../dev/api';
import type { World } from '../../dev/world/world';
import { App } from '../App';

export interface Call {
  method: string;
  path: string;
  body: unknown;
  headers: Headers;
}

/** A controller that answers from made-up data, and remembers what it was asked. */
export interface Controller {
  world: World;
  calls: Call[];
  posts: () => Call[];
  /** Answers every further request with this, until it is null again. */
  fault: Response | Error | null;
  /** The same for what is posted. */
  refusal: Response | null;
  user: UserEvent;
}

export function controller(scenario = 'busy'): Controller {
  const world = worldOf(scenario, Date.now());
  const it: Controller = {
    world,
    calls: [],
    posts: () => it.calls.filter((call) => call.method === 'POST'),
    fault: null,
    refusal: null,
    user: userEvent.setup(),
  };
  vi.stubGlobal('fetch', (input: string, init: RequestInit = {}) =>
    Promise.resolve().then(() => respond(it, input, init)),
  );
  return it;
}

function respond(it: Controller, input: string, init: RequestInit): Response {
  const url = new URL(input, 'http://controller');
  const method = init.method ?? 'GET';
  const headers = new Headers(init.headers);
  const text = typeof init.body === 'string' ? init.body : '';
  it.calls.push({
    method,
    path: url.pathname + url.search,
    body: text === '' ? null : JSON.parse(text),
    headers,
  });
  if (it.fault instanceof Error) {
    throw it.fault;
  }
  const instead = it.fault ?? (method === 'POST' ? it.refusal : null);
  if (instead !== null) {
    return instead.clone();
  }
  const path = url.pathname.slice('/jenkins/kargo/api/v1'.length);
  const reply = answer(it.world, method, path, url.searchParams, text);
  const etag = `"${String(it.world.version)}"`;
  if (method === 'GET' && headers.get('If-None-Match') === etag) {
    return new Response(null, { status: 304 });
  }
  return new Response(JSON.stringify(reply.body), {
    status: reply.status,
    headers: { 'Content-Type': 'application/json', ETag: etag },
  });
}

/** Opens the page at an address below `/kargo/`. */
export function open(below: string, locale = 'en'): void {
  window.history.replaceState(null, '', `/jenkins/kargo/${below}`);
  document.head.dataset.crumbHeader = 'Jenkins-Crumb';
  document.head.dataset.crumbValue = 'c0ffee';
  render(<App rootUrl="/jenkins" locale={locale} />);
}
