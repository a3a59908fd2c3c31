import type { Stage } from '../api/types';
import { useMessages } from '../i18n/context';
import { Age } from '../ui/Age';

const MOST = 2;

/** What a stage holds, in a line for each warehouse. */
export function Held({ stage }: { stage: Stage }) {
  const m = useMessages();
  const held = Object.entries(stage.holds);
  if (held.length === 0) {
    return <p className="kgo-held kgo-muted">{m.stages.holdsNothing}</p>;
  }
  if (held.length > MOST) {
    const aliases = held.map(([, each]) => each.alias).join(', ');
    return (
      <p className="kgo-held kgo-cut" title={aliases}>
        {aliases}
      </p>
    );
  }
  return (
    <>
      {held.map(([warehouse, each]) => (
        <p key={warehouse} className="kgo-held">
          <span className="kgo-held__alias kgo-cut" title={each.alias}>
            {each.alias}
          </span>
          <Age at={each.since} />
        </p>
      ))}
    </>
  );
}
