import type { Promotion } from '../api/types';
import { ApprovalForm } from './ApprovalForm';
import { InputForm } from './InputForm';

/** What a promotion waits for from people, each with the form that answers it. */
export function Waits({ promotion }: { promotion: Promotion }) {
  return (
    <>
      {promotion.approval === null ? null : (
        <ApprovalForm promotion={promotion} approval={promotion.approval} />
      )}
      {promotion.input === null ? null : <InputForm promotion={promotion} input={promotion.input} />}
    </>
  );
}
