import type { ResourceChange } from '../api/types';
import { useMessages } from '../i18n/context';
import { Icon } from '../ui/Icon';
import { CHANGE_LOOK } from './changeLook';

interface Props {
  resources: readonly ResourceChange[];
  /** How many are not listed. */
  more: number;
}

/** Kubernetes resources that came, changed or went, with the fields that did. */
export function ResourceChanges({ resources, more }: Props) {
  const m = useMessages();
  if (resources.length === 0) {
    return <p className="kgo-muted">{m.promotion.noResources}</p>;
  }
  return (
    <ul className="kgo-rendered__list">
      {resources.map((resource) => (
        <Resource key={keyOf(resource)} resource={resource} />
      ))}
      {more === 0 ? null : <li className="kgo-muted">{m.promotion.moreResources(more)}</li>}
    </ul>
  );
}

function Resource({ resource }: { resource: ResourceChange }) {
  const m = useMessages();
  const { change, kind, namespace, name, fields } = resource;
  const look = CHANGE_LOOK[change];
  return (
    <li className={`kgo-rendered__item kgo-tone--${look.tone}`}>
      <p className="kgo-rendered__head">
        <Icon name={look.icon} />
        <strong>{kind}</strong>
        <span>{namespace === '' ? name : `${namespace}/${name}`}</span>
        <span className="kgo-muted">{m.promotion.changeKind[change]}</span>
      </p>
      {fields.length === 0 ? null : (
        <dl className="kgo-rendered__fields">
          {fields.map((field) => (
            <div key={field.path}>
              <dt>
                <code>{field.path}</code>
              </dt>
              <dd>
                <Value value={field.before} other={field.after} removed />
                <Value value={field.after} other={field.before} />
              </dd>
            </div>
          ))}
        </dl>
      )}
    </li>
  );
}

function Value({
  value,
  other,
  removed = false,
}: {
  value: string | null;
  other: string | null;
  removed?: boolean;
}) {
  const m = useMessages();
  if (value === null) {
    return other === null && removed ? <span className="kgo-muted">{m.promotion.notShown}</span> : null;
  }
  const text = <code className="kgo-pre">{value}</code>;
  return removed ? <del>{text}</del> : <ins>{text}</ins>;
}

function keyOf({ group, kind, namespace, name }: ResourceChange): string {
  return [group, kind, namespace, name].join(' ');
}
