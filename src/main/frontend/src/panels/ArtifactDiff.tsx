import type { Freight } from '../api/types';
import { useMessages } from '../i18n/context';
import { compareArtifacts, type ArtifactChange } from '../model/artifacts';
import { Icon } from '../ui/Icon';

/** What one piece of Freight has that another has not. */
export function ArtifactDiff({ before, after }: { before: Freight | null; after: Freight }) {
  const m = useMessages();
  return (
    <ul className="kgo-diff">
      {compareArtifacts(before, after).map((change) => (
        <li key={change.line.key} className={`kgo-diff__line kgo-diff__line--${change.change}`}>
          <Icon name={change.line.kind} />
          <span className="kgo-visually-hidden">{m.freight.kinds[change.line.kind]}</span>
          <span className="kgo-diff__name kgo-cut" title={change.line.source}>
            {change.line.name}
          </span>
          <Versions change={change} />
        </li>
      ))}
    </ul>
  );
}

function Versions({ change }: { change: ArtifactChange }) {
  const m = useMessages();
  switch (change.change) {
    case 'same':
      return (
        <span className="kgo-diff__versions">
          <code>{change.after}</code> <span className="kgo-muted">{m.actions.unchanged}</span>
        </span>
      );
    case 'changed':
      return (
        <span className="kgo-diff__versions">
          <del>
            <code>{change.before}</code>
          </del>
          <Icon name="promote" />
          <ins>
            <code>{change.after}</code>
          </ins>
        </span>
      );
    case 'added':
      return (
        <span className="kgo-diff__versions">
          <ins>
            <code>{change.after}</code>
          </ins>
          <span className="kgo-muted">{m.actions.added}</span>
        </span>
      );
    case 'removed':
      return (
        <span className="kgo-diff__versions">
          <del>
            <code>{change.before}</code>
          </del>
          <span className="kgo-muted">{m.actions.removed}</span>
        </span>
      );
  }
}
