import { useBoard } from '../board/context';
import { useMessages } from '../i18n/context';
import { Notice } from '../ui/Notice';

/** Why no build can be started for a request; nothing when one can. */
export function RunnerNotice() {
  const m = useMessages();
  const { runnerProblem } = useBoard().board.project;
  return runnerProblem === '' ? null : (
    <Notice look={{ tone: 'warn', icon: 'info' }}>{m.board.runnerProblem(runnerProblem)}</Notice>
  );
}
