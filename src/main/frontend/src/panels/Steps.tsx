import type { Promotion, Step } from '../api/types';
import { useMessages } from '../i18n/context';
import { isOver, stepLook } from '../model/phases';
import { Duration } from '../ui/Age';
import { Icon } from '../ui/Icon';

/** The steps of a promotion in their order, each with what it did. */
export function Steps({ promotion }: { promotion: Promotion }) {
  const m = useMessages();
  if (promotion.steps.length === 0) {
    return <p className="kgo-muted">{m.promotion.noSteps}</p>;
  }
  const current = isOver(promotion) ? -1 : promotion.currentStep;
  return (
    <ol className="kgo-steps">
      {promotion.steps.map((step, index) => (
        <StepItem key={step.alias} step={step} waitingFor={index === current ? promotion.waitingFor : ''} />
      ))}
    </ol>
  );
}

function StepItem({ step, waitingFor }: { step: Step; waitingFor: string }) {
  const m = useMessages();
  const status = step.status ?? 'NotStarted';
  // The icon of what went well or has not begun says enough to the eye.
  const plain = status === 'Succeeded' || status === 'NotStarted';
  const waits = status === 'Running' && waitingFor !== '';
  const look = waits ? ({ tone: 'warn', icon: 'hand' } as const) : stepLook[status];
  return (
    <li className={`kgo-step kgo-step--${status} kgo-tone--${look.tone}`} aria-label={step.alias}>
      <span className="kgo-step__icon">
        <Icon name={look.icon} />
      </span>
      <div className="kgo-step__text">
        <p className="kgo-step__head">
          <strong className="kgo-step__alias">{step.alias}</strong>
          {step.uses === step.alias ? null : <code className="kgo-step__uses">{step.uses}</code>}
          <span className="kgo-step__side">
            <span className={plain ? 'kgo-visually-hidden' : ''}>
              {waits ? m.waiting : m.stepStatus[status]}
            </span>
            {step.startedAt === null ? null : <Duration from={step.startedAt} to={step.finishedAt} />}
          </span>
        </p>
        {waits ? <p className="kgo-step__note">{waitingFor}</p> : null}
        {step.message === '' || (waits && step.message === waitingFor) ? null : (
          <p className="kgo-step__note kgo-pre">{step.message}</p>
        )}
        {step.errorCount === 0 ? null : <p className="kgo-muted">{m.promotion.attempts(step.errorCount)}</p>}
        {step.continueOnError ? <p className="kgo-muted">{m.promotion.continues}</p> : null}
        <Output output={step.output} />
      </div>
    </li>
  );
}

function Output({ output }: { output: Step['output'] }) {
  const m = useMessages();
  if (output === null || Object.keys(output).length === 0) {
    return null;
  }
  return (
    <details className="kgo-output">
      <summary>{m.promotion.output}</summary>
      <pre className="kgo-output__text">{JSON.stringify(output, null, 2)}</pre>
    </details>
  );
}
