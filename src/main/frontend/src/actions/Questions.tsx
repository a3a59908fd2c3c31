import { useState, type ReactNode } from 'react';
import { AbortDialog, RetryDialog } from './AgainDialogs';
import { ApproveFreightDialog } from './ApproveFreightDialog';
import { AskContext, type Question } from './asking';
import { PromoteDialog } from './PromoteDialog';
import { RenameDialog } from './RenameDialog';
import { DownstreamDialog, HoldDialog, RollbackDialog } from './StageDialogs';

/** Shows the dialog of what is being asked. */
export function Questions({ children }: { children: ReactNode }) {
  const [question, ask] = useState<Question | null>(null);
  return (
    <AskContext value={ask}>
      {children}
      {question === null ? null : (
        <Dialog
          question={question}
          onClose={() => {
            ask(null);
          }}
        />
      )}
    </AskContext>
  );
}

function Dialog({ question, onClose }: { question: Question; onClose: () => void }) {
  switch (question.kind) {
    case 'promote':
      return <PromoteDialog stage={question.stage} preferred={question.freight} onClose={onClose} />;
    case 'approveFreight':
      return <ApproveFreightDialog {...question} onClose={onClose} />;
    case 'rename':
      return <RenameDialog {...question} onClose={onClose} />;
    case 'abort':
      return <AbortDialog promotion={question.promotion} onClose={onClose} />;
    case 'retry':
      return <RetryDialog promotion={question.promotion} onClose={onClose} />;
    case 'rollback':
      return <RollbackDialog {...question} onClose={onClose} />;
    case 'downstream':
      return <DownstreamDialog stage={question.stage} onClose={onClose} />;
    case 'hold':
      return <HoldDialog stage={question.stage} onClose={onClose} />;
  }
}
