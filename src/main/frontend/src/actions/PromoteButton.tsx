import type { Stage } from '../api/types';
import { useProject } from '../board/context';
import { useMessages } from '../i18n/context';
import { Button } from '../ui/Button';
import { useAsk } from './asking';

interface Props {
  stage: Stage;
  compact?: boolean;
  primary?: boolean;
  reachable?: boolean;
  /** Chosen already; null lets the reader choose. */
  freight?: string | null;
  label?: string;
}

/** Only for those who may promote, and only where a promotion can go. */
export function PromoteButton({
  stage,
  compact = false,
  primary = false,
  reachable = true,
  freight = null,
  label,
}: Props) {
  const m = useMessages();
  const ask = useAsk();
  const { permissions, project } = useProject();
  if (!permissions.promote || stage.controlFlow || project.archived) {
    return null;
  }
  return (
    <Button
      compact={compact}
      icon="promote"
      {...(primary ? { kind: 'primary' as const } : compact ? { kind: 'tertiary' as const } : {})}
      label={label ?? m.actions.promoteTo(stage.name)}
      tabIndex={reachable ? 0 : -1}
      onClick={() => {
        ask({ kind: 'promote', stage: stage.name, freight });
      }}
    />
  );
}
