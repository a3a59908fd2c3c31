import type { ApiError } from '../api/client';
import { useMessages } from '../i18n/context';
import { Notice } from './Notice';

/** Why there is nothing to show. */
export function Problem({ error }: { error: ApiError }) {
  const m = useMessages();
  const signedOut = error.status === 401 || error.status === 403;
  return (
    <Notice look={{ tone: 'bad', icon: 'alert' }} role="alert">
      <strong>{m.cannotShow}</strong>
      <p className="kgo-text">{error.message}</p>
      {signedOut ? <p className="kgo-text">{m.signInAgain}</p> : null}
    </Notice>
  );
}

export function Loading() {
  const m = useMessages();
  return (
    <div className="kgo-loading" role="status">
      <span className="kgo-visually-hidden">{m.loading}</span>
      <div className="kgo-skeleton kgo-skeleton--title" />
      <div className="kgo-skeleton" />
      <div className="kgo-skeleton" />
    </div>
  );
}

/** Said once for the page, however much of it cannot be refreshed. */
export function ConnectionNotice({ lost, onRetry }: { lost: boolean; onRetry: () => void }) {
  const m = useMessages();
  if (!lost) {
    return null;
  }
  return (
    <Notice look={{ tone: 'warn', icon: 'alert' }} role="alert">
      <span>{m.connectionLost}</span>{' '}
      <button type="button" className="kgo-link" onClick={onRetry}>
        {m.retryNow}
      </button>
    </Notice>
  );
}
