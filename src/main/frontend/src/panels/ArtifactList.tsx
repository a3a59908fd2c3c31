import type { Freight } from '../api/types';
import { useMessages } from '../i18n/context';
import { artifactLines, type ArtifactLine } from '../model/artifacts';
import { CopyButton } from '../ui/CopyButton';
import { Icon } from '../ui/Icon';

/** What is in a piece of Freight, with whole addresses and exact versions. */
export function ArtifactList({ freight }: { freight: Freight }) {
  return (
    <ul className="kgo-artifacts">
      {artifactLines(freight).map((line) => (
        <Line key={line.key} line={line} />
      ))}
    </ul>
  );
}

function Line({ line }: { line: ArtifactLine }) {
  const m = useMessages();
  const version = <code>{line.version}</code>;
  return (
    <li className="kgo-artifacts__line">
      <Icon name={line.kind} />
      <div className="kgo-artifacts__text">
        <p className="kgo-artifacts__head">
          <span className="kgo-visually-hidden">{m.freight.kinds[line.kind]} </span>
          <strong>{line.name}</strong>{' '}
          {line.url === null ? (
            version
          ) : (
            <a className="kgo-link" href={line.url} rel="noreferrer">
              {version}
            </a>
          )}
        </p>
        {line.note === '' ? null : <p className="kgo-artifacts__note">{line.note}</p>}
        <p className="kgo-artifacts__source" title={line.source}>
          {line.source}
        </p>
        {line.exact === line.version ? null : (
          <p className="kgo-artifacts__source" title={line.exact}>
            {line.exact}
          </p>
        )}
      </div>
      <CopyButton text={line.kind === 'image' ? `${line.source}:${line.exact}` : line.exact} />
    </li>
  );
}
