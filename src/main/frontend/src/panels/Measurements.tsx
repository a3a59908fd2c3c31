import type { Metric, VerificationDetail } from '../api/types';
import { useBoard } from '../board/context';
import { useMessages } from '../i18n/context';
import { neverMoves, usePolled } from '../live/usePolled';
import { Problem } from '../ui/Problem';

const WIDTH = 240;
const HEIGHT = 48;
const EDGE = 5;

/** What was measured in a verification, number by number where it is numbers. */
export function Measurements({ id }: { id: string }) {
  const m = useMessages();
  const { api } = useBoard();
  const path = `${api}/verifications/${encodeURIComponent(id)}`;
  const { value, error } = usePolled<VerificationDetail>(path, neverMoves);
  if (value === null) {
    return error === null ? <p className="kgo-muted">{m.loading}</p> : <Problem error={error} />;
  }
  if (value.metrics.length === 0) {
    return value.message === '' ? <p className="kgo-muted">{m.verificationPhase[value.phase]}</p> : null;
  }
  return (
    <ul className="kgo-metrics">
      {value.metrics.map((metric) => (
        <li key={metric.name} className="kgo-metric">
          <p className="kgo-metric__head">
            <strong>{metric.name}</strong>{' '}
            <span className="kgo-muted">
              {m.promotion.measured(metric.count, metric.failed + metric.error)}
              {metric.dryRun ? `, ${m.promotion.dryRun}` : ''}
            </span>
          </p>
          {condition(metric) === '' ? null : (
            <code className="kgo-metric__condition">{condition(metric)}</code>
          )}
          {metric.message === '' ? null : <p className="kgo-pre">{metric.message}</p>}
          <Course metric={metric} />
        </li>
      ))}
    </ul>
  );
}

/** Numbers as a line with a point for each, failed ones marked by colour and shape; other values as they are. */
function Course({ metric }: { metric: Metric }) {
  const m = useMessages();
  const points = metric.measurements.flatMap(({ number, phase, value }) =>
    number === null ? [] : [{ number, value, failed: phase === 'Failed' || phase === 'Error' }],
  );
  if (points.length < 2) {
    const last = metric.measurements[metric.measurements.length - 1];
    return last === undefined || last.value === '' ? null : (
      <pre className="kgo-output__text kgo-metric__value">{last.value}</pre>
    );
  }
  const numbers = points.map((point) => point.number);
  const least = Math.min(...numbers);
  const most = Math.max(...numbers);
  const x = (index: number) => EDGE + (index * (WIDTH - 2 * EDGE)) / (points.length - 1);
  const y = (number: number) =>
    most === least ? HEIGHT / 2 : HEIGHT - EDGE - ((number - least) * (HEIGHT - 2 * EDGE)) / (most - least);
  const line = points.map((point, index) => `${String(x(index))},${String(y(point.number))}`).join(' ');
  return (
    <figure className="kgo-course">
      <svg
        className="kgo-course__chart"
        viewBox={`0 0 ${String(WIDTH)} ${String(HEIGHT)}`}
        role="img"
        aria-label={`${m.promotion.chartOf(metric.name)}: ${points.map((point) => point.value).join(', ')}`}
      >
        <polyline className="kgo-course__line" points={line} />
        {points.map((point, index) =>
          point.failed ? (
            <path
              key={index}
              className="kgo-course__failed"
              d={`M${String(x(index) - 3)} ${String(y(point.number) - 3)}l6 6m0 -6l-6 6`}
            />
          ) : (
            <circle key={index} className="kgo-course__point" cx={x(index)} cy={y(point.number)} r="2.5" />
          ),
        )}
      </svg>
      <figcaption className="kgo-course__range">
        <span>{String(least)}</span>
        <span>{String(most)}</span>
      </figcaption>
    </figure>
  );
}

function condition(metric: Metric): string {
  return metric.successCondition === '' ? metric.failureCondition : metric.successCondition;
}
