import type { Stage } from '../api/types';
import { useFreight } from '../board/useFreight';
import { useMessages } from '../i18n/context';
import { Age } from '../ui/Age';
import { ArtifactList } from './ArtifactList';
import { FreightLink } from './FreightLink';

/** What a stage holds, with what is in it. */
export function HeldFreight({ stage }: { stage: Stage }) {
  const m = useMessages();
  const held = Object.entries(stage.holds);
  if (held.length === 0) {
    return <p className="kgo-muted">{m.stages.holdsNothing}</p>;
  }
  return held.map(([warehouse, each]) => (
    <div key={warehouse} className="kgo-now">
      <p className="kgo-now__head">
        <FreightLink name={each.freight} alias={each.alias} />
        <span className="kgo-muted">
          <Age at={each.since} />
        </span>
      </p>
      <Contents freight={each.freight} />
    </div>
  ));
}

function Contents({ freight }: { freight: string }) {
  const found = useFreight(freight).freight;
  return found === null ? null : <ArtifactList freight={found} />;
}
