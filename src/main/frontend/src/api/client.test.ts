import { afterEach, describe, expect, it, vi } from 'vitest';
import { Api, ApiError, projectPath } from './client';

const api = new Api('');

function reply(response: Response): void {
  vi.stubGlobal('fetch', () => Promise.resolve(response));
}

async function errorOf(promise: Promise<unknown>): Promise<ApiError> {
  return promise.then(
    () => {
      throw new Error('it went well');
    },
    (cause: unknown) => cause as ApiError,
  );
}

describe('the API client', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it('says what a problem document says', async () => {
    reply(
      new Response('{"title":"Conflict","detail":"the job is disabled"}', {
        status: 409,
        headers: { 'Content-Type': 'application/problem+json' },
      }),
    );
    const error = await errorOf(api.post('/x', {}));
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ status: 409, message: 'the job is disabled' });
  });

  it('falls back on the status when the answer is no problem document', async () => {
    reply(
      new Response('<html>', {
        status: 502,
        statusText: 'Bad Gateway',
        headers: { 'Content-Type': 'text/html' },
      }),
    );
    expect(await errorOf(api.get('/x', null))).toMatchObject({ status: 502, message: '502 Bad Gateway' });
  });

  it('tells a lost connection by status 0', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
    expect(await errorOf(api.get('/x', null))).toMatchObject({ status: 0, message: 'Failed to fetch' });
  });

  it('keeps the slashes of a path and escapes the rest', () => {
    expect(projectPath('a b/ü')).toBe('/projects/a%20b/%C3%BC/-');
  });
});
