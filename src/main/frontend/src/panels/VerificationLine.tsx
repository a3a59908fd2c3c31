import { useState } from 'react';
import type { Verification } from '../api/types';
import { useMessages } from '../i18n/context';
import { verificationLook } from '../model/phases';
import { Age, Duration } from '../ui/Age';
import { BuildLink } from '../ui/BuildLink';
import { State } from '../ui/State';
import { Measurements } from './Measurements';

/** A verification, with what was measured on demand. */
export function VerificationLine({ verification }: { verification: Verification }) {
  const m = useMessages();
  const [open, setOpen] = useState(false);
  return (
    <li className="kgo-line">
      <State look={verificationLook[verification.phase]}>{m.verificationPhase[verification.phase]}</State>
      <span className="kgo-line__main">
        {verification.build.id === '' ? null : <BuildLink build={verification.build} />}
      </span>
      <span className="kgo-line__side kgo-muted">
        <Duration from={verification.startedAt} to={verification.finishedAt} />
        <Age at={verification.startedAt} />
      </span>
      {verification.message === '' ? null : (
        <span className="kgo-line__note kgo-muted">{verification.message}</span>
      )}
      <details
        className="kgo-line__note kgo-output"
        onToggle={(event) => {
          setOpen(event.currentTarget.open);
        }}
      >
        <summary>{m.promotion.metrics}</summary>
        {open ? <Measurements id={verification.id} /> : null}
      </details>
    </li>
  );
}
