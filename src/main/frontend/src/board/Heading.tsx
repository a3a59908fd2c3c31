import type { Board } from '../api/types';
import { useMessages } from '../i18n/context';
import { useOpenPanel } from '../routing/context';
import { Link } from '../routing/Link';
import { Age } from '../ui/Age';
import { Button } from '../ui/Button';

interface Props {
  path: string;
  /** Null while it is not known, or when there is none. */
  board: Board | null;
  lost: boolean;
}

export function Heading({ path, board, lost }: Props) {
  const m = useMessages();
  const folders = path.split('/');
  const name = folders.pop() ?? path;
  return (
    <div className="kgo-head">
      <nav className="kgo-crumbs" aria-label={m.board.breadcrumb}>
        <Link className="kgo-crumbs__link" to={{ page: 'projects' }}>
          {m.kargo}
        </Link>
        {folders.map((folder, index) => (
          <span key={folders.slice(0, index + 1).join('/')} className="kgo-crumbs__folder">
            {folder}
          </span>
        ))}
      </nav>
      <h1 className="kgo-title">{name}</h1>
      {lost || board === null ? null : (
        <span className="kgo-live" title={m.liveHint}>
          <span className="kgo-live__dot" />
          {m.live}
        </span>
      )}
      {board === null ? null : (
        <div className="kgo-head__side">
          <Revision board={board} />
          <Panels />
        </div>
      )}
    </div>
  );
}

function Revision({ board }: { board: Board }) {
  const m = useMessages();
  const { configuration } = board.project;
  return (
    <p className="kgo-head__revision">
      {configuration === null ? (
        m.board.noRevision
      ) : (
        <>
          {m.board.revision} <code>{configuration.commit.slice(0, 7)}</code> {m.by(configuration.actor)} ·{' '}
          <Age at={configuration.storedAt} />
        </>
      )}
    </p>
  );
}

function Panels() {
  const m = useMessages();
  const open = useOpenPanel();
  return (
    <div className="kgo-head__actions">
      <Button
        kind="tertiary"
        icon="activity"
        label={m.board.activity}
        onClick={() => {
          open({ kind: 'activity' });
        }}
      />
      <Button
        kind="tertiary"
        icon="info"
        label={m.board.about}
        onClick={() => {
          open({ kind: 'about' });
        }}
      />
    </div>
  );
}
