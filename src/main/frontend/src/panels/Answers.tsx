import type { Answer } from '../api/types';
import { useMessages } from '../i18n/context';
import { Age } from '../ui/Age';
import { Icon } from '../ui/Icon';

/** Who approved or rejected, when, and what they said. */
export function Answers({ answers }: { answers: readonly Answer[] }) {
  const m = useMessages();
  return (
    <ul className="kgo-lines">
      {answers.map((answer) => (
        <li key={`${answer.user} ${answer.at}`} className="kgo-line">
          <span className={`kgo-state kgo-tone--${answer.approved ? 'ok' : 'bad'}`}>
            <Icon name={answer.approved ? 'check' : 'cross'} />
            <span className="kgo-state__text">
              {answer.approved ? m.promotion.approved : m.promotion.rejected}
            </span>
          </span>
          <span className="kgo-line__main">{answer.user}</span>
          <span className="kgo-line__side kgo-muted">
            <Age at={answer.at} />
          </span>
          {answer.comment === '' ? null : <span className="kgo-line__note kgo-pre">{answer.comment}</span>}
        </li>
      ))}
    </ul>
  );
}
