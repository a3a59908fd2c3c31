import type { Verification } from '../api/types';
import { useMessages } from '../i18n/context';
import { verificationLook } from '../model/phases';
import { useOpenPanel } from '../routing/context';
import { Age, Duration } from '../ui/Age';
import { BuildLink } from '../ui/BuildLink';
import { State } from '../ui/State';

/** A verification in a list, with a way to what it measured. */
export function VerificationLine({ verification }: { verification: Verification }) {
  const m = useMessages();
  const open = useOpenPanel();
  return (
    <li className="kgo-line">
      <State look={verificationLook[verification.phase]}>{m.verificationPhase[verification.phase]}</State>
      <button
        type="button"
        className="kgo-link kgo-line__main"
        onClick={() => {
          open({ kind: 'verification', name: verification.id });
        }}
      >
        {m.verification.metrics}
      </button>
      <span className="kgo-line__side kgo-muted">
        <Duration from={verification.startedAt} to={verification.finishedAt} />
        <Age at={verification.startedAt} />
      </span>
      {verification.message === '' ? null : (
        <span className="kgo-line__note kgo-muted">{verification.message}</span>
      )}
      {verification.build.id === '' ? null : (
        <span className="kgo-line__note">
          <BuildLink build={verification.build} />
        </span>
      )}
    </li>
  );
}
