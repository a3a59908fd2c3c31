import type { Stage } from '../api/types';
import { useFreight } from '../board/useFreight';
import { useMessages } from '../i18n/context';
import { ArtifactDiff } from '../panels/ArtifactDiff';

/** What a stage has, and what it would have instead. */
export function Changes({ stage, freight }: { stage: Stage; freight: string }) {
  const m = useMessages();
  const after = useFreight(freight).freight;
  const held = after === null ? null : (stage.holds[after.warehouse]?.freight ?? null);
  const before = useFreight(held).freight;
  if (after === null || (held !== null && before === null)) {
    return null;
  }
  return (
    <section className="kgo-changes" aria-label={m.actions.changes(stage.name)}>
      <h3 className="kgo-subtitle">{m.actions.changes(stage.name)}</h3>
      {held === freight ? (
        <p className="kgo-muted">{m.actions.noChange}</p>
      ) : (
        <ArtifactDiff before={before} after={after} />
      )}
    </section>
  );
}
