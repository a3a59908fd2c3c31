import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Api } from '../api/client';
import { Poller } from './poller';

interface Value {
  moving: boolean;
}

let answers: (() => Response)[];
let asked: { url: string; etag: string | null }[];
let poller: Poller<Value>;

const json =
  (value: Value, etag = '"1"') =>
  () =>
    new Response(JSON.stringify(value), { headers: { 'Content-Type': 'application/json', ETag: etag } });
const unchanged = () => new Response(null, { status: 304 });
const down = () => {
  throw new TypeError('Failed to fetch');
};
const status = (code: number) => () => new Response('', { status: code });

async function pass(milliseconds: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(milliseconds);
}

function hide(hidden: boolean): void {
  Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
  document.dispatchEvent(new Event('visibilitychange'));
}

describe('a poller', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.spyOn(Math, 'random').mockReturnValue(0);
    answers = [];
    asked = [];
    vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
      asked.push({ url, etag: new Headers(init.headers).get('If-None-Match') });
      return Promise.resolve().then(answers.shift() ?? unchanged);
    });
    poller = new Poller<Value>(new Api('/jenkins'), '/x', (value) => value.moving);
  });

  afterEach(() => {
    poller.stop();
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  it('asks every ten seconds while nothing moves, with the last ETag', async () => {
    answers = [json({ moving: false }, '"7"')];
    poller.start();
    await pass(0);
    expect(poller.snapshot().value).toEqual({ moving: false });
    await pass(9_999);
    expect(asked).toHaveLength(1);
    await pass(1);
    expect(asked).toEqual([
      { url: '/jenkins/kargo/api/v1/x', etag: null },
      { url: '/jenkins/kargo/api/v1/x', etag: '"7"' },
    ]);
  });

  it('asks every two seconds while something moves', async () => {
    answers = [json({ moving: true })];
    poller.start();
    await pass(6_000);
    expect(asked).toHaveLength(4);
  });

  it('keeps the same value, and tells nobody, when nothing has changed', async () => {
    answers = [json({ moving: false })];
    poller.start();
    await pass(0);
    const before = poller.snapshot();
    const listener = vi.fn();
    poller.subscribe(listener);
    await pass(30_000);
    expect(poller.snapshot()).toBe(before);
    expect(listener).not.toHaveBeenCalled();
  });

  it('waits longer from failure to failure, keeps the value, and recovers', async () => {
    answers = [json({ moving: true }), down, status(503), down, json({ moving: true }, '"2"')];
    poller.start();
    await pass(2_000);
    expect(poller.snapshot()).toMatchObject({ value: { moving: true }, lost: true });
    await pass(2_000);
    expect(asked).toHaveLength(3);
    await pass(3_999);
    expect(asked).toHaveLength(3);
    await pass(1);
    expect(asked).toHaveLength(4);
    await pass(8_000);
    expect(poller.snapshot()).toMatchObject({ value: { moving: true }, lost: false, error: null });
  });

  it('recovers by an answer without change, too', async () => {
    answers = [json({ moving: true }), down, unchanged];
    poller.start();
    await pass(2_000);
    expect(poller.snapshot().lost).toBe(true);
    await pass(2_000);
    expect(poller.snapshot()).toEqual({ value: { moving: true }, error: null, lost: false });
  });

  it('drops what it knew when it is refused, and asks again seldom', async () => {
    answers = [json({ moving: true }), status(403)];
    poller.start();
    await pass(2_000);
    expect(poller.snapshot()).toMatchObject({ value: null, lost: false, error: { status: 403 } });
    await pass(29_999);
    expect(asked).toHaveLength(2);
    await pass(1);
    expect(asked[2]?.etag).toBeNull();
  });

  it('rests while the page is hidden, and asks as soon as it is seen again', async () => {
    answers = [json({ moving: true })];
    poller.start();
    await pass(0);
    hide(true);
    await pass(60_000);
    expect(asked).toHaveLength(1);
    hide(false);
    await pass(0);
    expect(asked).toHaveLength(2);
  });

  it('asks at once when told to, and has one timer all the same', async () => {
    answers = [json({ moving: false })];
    poller.start();
    await pass(0);
    poller.refresh();
    poller.refresh();
    await pass(10_000);
    expect(asked.length).toBeLessThanOrEqual(4);
    const before = asked.length;
    await pass(10_000);
    expect(asked).toHaveLength(before + 1);
  });

  it('asks no more after its end', async () => {
    answers = [json({ moving: true })];
    poller.start();
    await pass(0);
    poller.stop();
    poller.refresh();
    await pass(60_000);
    expect(asked).toHaveLength(1);
  });
});
