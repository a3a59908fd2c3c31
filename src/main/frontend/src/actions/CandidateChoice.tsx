import { useId } from 'react';
import type { Candidate } from '../api/types';
import { useBoard } from '../board/context';
import { useMessages } from '../i18n/context';
import { artifactLines } from '../model/artifacts';

interface Props {
  choices: readonly Candidate[];
  held: ReadonlySet<string>;
  selected: Candidate | null;
  onSelect: (freight: string) => void;
}

/** What may be chosen first, then what may not, with the reason in words. */
export function CandidateChoice({ choices, held, selected, onSelect }: Props) {
  const m = useMessages();
  const available = choices.filter((each) => each.available);
  const unavailable = choices.filter((each) => !each.available);
  return (
    <fieldset className="kgo-candidates">
      <legend className="kgo-subtitle">{m.actions.chooseFreight}</legend>
      {available.length === 0 ? <p className="kgo-muted">{m.actions.nothingAvailable}</p> : null}
      {[...available, ...unavailable].map((each) => (
        <Option
          key={each.freight}
          candidate={each}
          here={held.has(each.freight)}
          checked={selected?.freight === each.freight}
          onSelect={onSelect}
        />
      ))}
    </fieldset>
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
  const { freight } = useBoard();
  const known = freight.find((each) => each.name === candidate.freight);
  const versions =
    known === undefined
      ? ''
      : artifactLines(known)
          .map((line) => `${line.name} ${line.version}`)
          .join(' · ');
  const note = candidate.available ? (here ? m.stage.isHere : '') : m.actions.whyNot(candidate.reason);
  return (
    <label className={`kgo-candidate ${candidate.available ? '' : 'kgo-candidate--no'}`}>
      <input
        type="radio"
        name="freight"
        checked={checked}
        disabled={!candidate.available}
        aria-label={candidate.alias}
        aria-describedby={id}
        onChange={() => {
          onSelect(candidate.freight);
        }}
      />
      <span className="kgo-candidate__text">
        <strong>{candidate.alias}</strong>
        <span id={id} className="kgo-candidate__note">
          {[versions, note].filter((part) => part !== '').join(' — ')}
        </span>
      </span>
    </label>
  );
}
