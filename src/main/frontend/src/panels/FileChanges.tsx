import type { FileChange } from '../api/types';
import { useMessages } from '../i18n/context';
import { Icon } from '../ui/Icon';
import { CHANGE_LOOK } from './changeLook';

/** Whoever opens a promotion sees the first changes at once, as long as they are not many. */
const OPEN_LINES = 60;

interface Props {
  files: readonly FileChange[];
  /** How many are not listed. */
  more: number;
}

/** Files that came, changed or went, each with its lines. */
export function FileChanges({ files, more }: Props) {
  const m = useMessages();
  return (
    <ul className="kgo-rendered__list">
      {files.map((file, index) => (
        <File key={file.path} file={file} open={index === 0 && file.added + file.removed <= OPEN_LINES} />
      ))}
      {more === 0 ? null : <li className="kgo-muted">{m.promotion.moreFiles(more)}</li>}
    </ul>
  );
}

function File({ file, open }: { file: FileChange; open: boolean }) {
  const m = useMessages();
  const look = CHANGE_LOOK[file.change];
  const head = (
    <>
      <Icon name={look.icon} />
      <span className="kgo-rendered__path">{file.path}</span>
      <span className="kgo-muted">
        {m.promotion.changeKind[file.change]} +{file.added} −{file.removed}
      </span>
    </>
  );
  return (
    <li className={`kgo-rendered__item kgo-tone--${look.tone}`}>
      {file.patch === '' ? (
        <p className="kgo-rendered__head">{head}</p>
      ) : (
        <details open={open}>
          <summary className="kgo-rendered__head">{head}</summary>
          <Patch patch={file.patch} />
        </details>
      )}
      {file.note === '' ? null : <p className="kgo-muted">{file.note}</p>}
    </li>
  );
}

/** Signs at the beginning of the lines say what their colours say. */
function Patch({ patch }: { patch: string }) {
  const lines = patch.replace(/\n$/, '').split('\n');
  return (
    // A region that scrolls must be reached with the keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <pre className="kgo-output__text kgo-patch" tabIndex={0}>
      {lines.map((line, index) => (
        <span key={index} className={`kgo-patch__line kgo-patch__line--${lineKind(line)}`}>
          {line}
          {'\n'}
        </span>
      ))}
    </pre>
  );
}

function lineKind(line: string): 'added' | 'removed' | 'hunk' | 'same' {
  switch (line[0]) {
    case '+':
      return 'added';
    case '-':
      return 'removed';
    case '@':
      return 'hunk';
    default:
      return 'same';
  }
}
