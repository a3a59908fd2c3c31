import type { Found, Version } from '../api/types';
import { subscriptionName } from '../board/WarehouseNode';
import { useMessages } from '../i18n/context';
import { Icon } from '../ui/Icon';

/** Characters of a commit. */
const SHORT = 7;

/** Place of a subscription to the id of the version that is chosen; the newest where there is none. */
export type Choices = Record<string, string>;

interface Props {
  subscriptions: readonly Found[];
  choices: Choices;
  /** Null for those who may not choose. */
  onChoose: ((choices: Choices) => void) | null;
}

/** What each subscription found, newest first, or why it found nothing. */
export function FoundVersions({ subscriptions, choices, onChoose }: Props) {
  const m = useMessages();
  return (
    <ul className="kgo-artifacts">
      {subscriptions.map((each, place) => (
        <li key={`${each.kind} ${each.repoURL} ${each.chart} ${each.name}`} className="kgo-artifacts__line">
          <Icon name={each.kind} />
          <div className="kgo-artifacts__text">
            <p className="kgo-artifacts__head">
              <strong>{subscriptionName(each)}</strong>{' '}
              <span className="kgo-muted">{m.freight.kinds[each.kind]}</span>
            </p>
            <p className="kgo-artifacts__source" title={each.repoURL}>
              {each.repoURL}
            </p>
            {each.error === '' ? null : <p className="kgo-pre kgo-error">{each.error}</p>}
            {each.versions.length === 0 ? (
              <p className="kgo-muted">{m.warehouse.nothingFound}</p>
            ) : onChoose === null ? (
              <p>
                <code>{label(each.versions[0])}</code>
              </p>
            ) : (
              <select
                className="kgo-select kgo-select--wide"
                aria-label={m.warehouse.version(subscriptionName(each))}
                value={choices[String(place)] ?? each.versions[0]?.id ?? ''}
                onChange={(event) => {
                  onChoose({ ...choices, [String(place)]: event.target.value });
                }}
              >
                {each.versions.map((version) => (
                  <option key={version.id} value={version.id}>
                    {label(version)}
                  </option>
                ))}
              </select>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}

function label(version: Version | undefined): string {
  if (version === undefined) {
    return '';
  }
  const { commit } = version;
  const subject = commit?.message.split('\n', 1)[0] ?? '';
  const name = version.label === commit?.id ? commit.id.slice(0, SHORT) : version.label;
  return subject === '' ? name : `${name} ${subject}`;
}
