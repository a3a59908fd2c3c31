import { memo } from 'react';
import { PromoteButton } from '../actions/PromoteButton';
import type { Stage } from '../api/types';
import { useMessages } from '../i18n/context';
import { stageId } from '../model/graph';
import type { Box } from '../model/layers';
import type { Panel } from '../routing/route';
import { Button } from '../ui/Button';
import { colorStyle } from '../ui/StageTag';
import { useProject } from './context';
import { usePointing, useStageMark } from './pointing';
import { Activity, Progress } from './Activity';
import { Condition } from './Condition';
import { Held } from './Held';

interface Props {
  stage: Stage;
  box: Box | undefined;
  reachable: boolean;
  /** How many stages are hidden behind it, null when none is. */
  hidden: number | null;
  /** Null when there is nothing behind it. */
  onToggle: ((stage: string) => void) | null;
  onReach: (id: string) => void;
  onOpen: (panel: Panel) => void;
}

export const StageNode = memo(function StageNode({
  stage,
  box,
  reachable,
  hidden,
  onToggle,
  onReach,
  onOpen,
}: Props) {
  const m = useMessages();
  const { colors } = useProject();
  const { point: onFocus } = usePointing();
  const mark = useStageMark(stage);
  const leave = () => {
    onFocus(null);
  };
  const point = () => {
    onFocus({ kind: 'stage', name: stage.name });
  };
  return (
    <div
      className={`kgo-node kgo-node--stage ${stage.controlFlow ? 'kgo-node--flow' : ''} ${mark === null ? '' : `kgo-node--${mark}`}`}
      role="group"
      aria-label={m.stages.stage(stage.name)}
      data-node={stageId(stage.name)}
      style={{
        ...colorStyle(colors.get(stage.name)),
        ...(box === undefined ? {} : { left: box.x, top: box.y, width: box.width, height: box.height }),
      }}
      onPointerEnter={point}
      onPointerLeave={leave}
      onFocus={() => {
        onReach(stageId(stage.name));
        point();
      }}
      onBlur={leave}
    >
      <div className="kgo-node__head">
        <button
          type="button"
          className="kgo-node__open"
          title={stage.name}
          tabIndex={reachable ? 0 : -1}
          onClick={() => {
            onOpen({ kind: 'stage', name: stage.name });
          }}
        >
          {stage.name}
        </button>
        {mark === 'here' || mark === 'may' ? (
          <span className={`kgo-node__mark kgo-node__mark--${mark}`}>
            {mark === 'here' ? m.stages.holds : m.stages.mayGet}
          </span>
        ) : (
          <PromoteButton stage={stage} compact reachable={reachable} />
        )}
        {onToggle === null ? null : (
          <Button
            compact
            kind="tertiary"
            icon={hidden === null ? 'fold' : 'unfold'}
            label={hidden === null ? m.stages.collapse(stage.name) : m.stages.expand(stage.name, hidden)}
            className={`kgo-node__toggle ${hidden === null ? '' : 'kgo-node__toggle--folded'}`}
            aria-expanded={hidden === null}
            tabIndex={reachable ? 0 : -1}
            onClick={() => {
              onToggle(stage.name);
            }}
          />
        )}
      </div>
      <Condition stage={stage} />
      {stage.controlFlow ? null : (
        <>
          <Held stage={stage} />
          <Activity stage={stage} />
          <Progress stage={stage} />
        </>
      )}
    </div>
  );
});
