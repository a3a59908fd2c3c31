import { useId } from 'react';
import type { Candidate } from '../api/types';
import { useLoadedFreight } from '../board/context';
import { useMessages } from '../i18n/context';
import { artifactLines } from '../model/artifacts';
import { Age } from '../ui/Age';

interface Props {
  choices: readonly Candidate[];
  held: ReadonlySet<string>;
  selected: Candidate | null;
  onSelect: (freight: string) => void;
}

/** What may be chosen; what may not stands below, with the reason in words. */
export function CandidateChoice({ choices, held, selected, onSelect }: Props) {
  const m = useMessages();
  const available = choices.filter((each) => each.available);
  const unavailable = choices.filter((each) => !each.available);
  return (
    <>
      <fieldset className="kgo-candidates">
        <legend className="kgo-subtitle">{m.actions.chooseFreight}</legend>
        {available.length === 0 ? <p className="kgo-muted">{m.actions.nothingAvailable}</p> : null}
        {available.map((each) => (
          <Option
            key={each.freight}
            candidate={each}
            here={held.has(each.freight)}
            checked={selected?.freight === each.freight}
            onSelect={onSelect}
          />
        ))}
      </fieldset>
      {unavailable.length === 0 ? null : (
        <details className="kgo-refused" open={available.length === 0}>
          <summary>{m.actions.notAvailable(unavailable.length)}</summary>
          <ul className="kgo-refused__list">
            {unavailable.map((each) => (
              <li key={each.freight}>
                <strong>{each.alias}</strong> <span className="kgo-muted">{each.reason}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

interface OptionProps {
  candidate: Candidate;
  here: boolean;
  checked: boolean;
  onSelect: (freight: string) => void;
}

function Option({ candidate, here, checked, onSelect }: OptionProps) {
  const m = useMessages();
  const id = useId();
  const freight = useLoadedFreight();
  const known = freight.find((each) => each.name === candidate.freight);
  return (
    <label className="kgo-candidate">
      <input
        type="radio"
        name="freight"
        checked={checked}
        aria-label={candidate.alias}
        aria-describedby={id}
        onChange={() => {
          onSelect(candidate.freight);
        }}
      />
      <strong className="kgo-candidate__alias">{candidate.alias}</strong>
      <span id={id} className="kgo-candidate__note">
        {here ? m.stage.isHere : known === undefined ? '' : versions(known)}
      </span>
      {known === undefined ? null : <Age at={known.discoveredAt} />}
    </label>
  );
}

function versions(freight: Parameters<typeof artifactLines>[0]): string {
  return artifactLines(freight)
    .map((line) => line.version)
    .join(' · ');
}
