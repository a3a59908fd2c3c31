import type { Measurement, Metric } from '../api/types';
import { useMessages } from '../i18n/context';
import { courseOf, type Course } from '../model/course';
import { verificationLook } from '../model/phases';
import { Age } from '../ui/Age';
import { State } from '../ui/State';

const WIDTH = 440;
const HEIGHT = 96;
const EDGE = 8;
const CROSS = 4;

/** What was measured of a metric: numbers as a line, and every value with its time. */
export function Measurements({ metric }: { metric: Metric }) {
  const m = useMessages();
  const course = courseOf(metric, WIDTH, HEIGHT, EDGE);
  const conditions: [string, string][] = [
    [m.verification.passes, metric.successCondition],
    [m.verification.fails, metric.failureCondition],
  ];
  return (
    <li className="kgo-metric">
      <header className="kgo-metric__head">
        <h4 className="kgo-metric__name">{metric.name}</h4>
        <Phase phase={metric.phase} />
      </header>
      <p className="kgo-muted">
        {m.verification.measured(metric.count, metric.failed + metric.error)}
        {metric.dryRun ? `, ${m.verification.dryRun}` : ''}
      </p>
      {metric.message === '' ? null : <p className="kgo-pre">{metric.message}</p>}
      {course === null ? null : <Chart name={metric.name} course={course} />}
      {conditions.map(([name, condition]) =>
        condition === '' ? null : (
          <p key={name} className="kgo-metric__condition">
            <span className="kgo-muted">{name}</span> <code>{condition}</code>
          </p>
        ),
      )}
      {metric.measurements.length === 0 ? null : (
        <details className="kgo-output" open={course === null && metric.measurements.length === 1}>
          <summary>{m.verification.values}</summary>
          <ol className="kgo-values">
            {metric.measurements.map((each, index) => (
              <Value key={`${String(index)} ${each.startedAt ?? ''}`} measurement={each} />
            ))}
          </ol>
        </details>
      )}
    </li>
  );
}

/** Failed ones are marked by colour and shape; what a condition compares with is a dashed line. */
function Chart({ name, course }: { name: string; course: Course }) {
  const m = useMessages();
  const line = course.points.map(({ x, y }) => `${String(x)},${String(y)}`).join(' ');
  return (
    <figure className="kgo-course">
      <svg
        className="kgo-course__chart"
        viewBox={`0 0 ${String(WIDTH)} ${String(HEIGHT)}`}
        role="img"
        aria-label={`${m.verification.chartOf(name)}: ${course.points.map(({ value }) => value).join(', ')}`}
      >
        {course.limits.map(({ value, y }) => (
          <line key={value} className="kgo-course__limit" x1={0} x2={WIDTH} y1={y} y2={y} />
        ))}
        <polyline className="kgo-course__line" points={line} />
        {course.points.map(({ x, y, value, failed }, index) => (
          <g key={index}>
            <title>{value}</title>
            {failed ? (
              <path
                className="kgo-course__failed"
                d={`M${String(x - CROSS)} ${String(y - CROSS)}l${String(2 * CROSS)} ${String(2 * CROSS)}m0 ${String(-2 * CROSS)}l${String(-2 * CROSS)} ${String(2 * CROSS)}`}
              />
            ) : (
              <circle className="kgo-course__point" cx={x} cy={y} r="3" />
            )}
          </g>
        ))}
      </svg>
      <figcaption className="kgo-course__range">
        <span>{String(course.least)}</span>
        <span>{String(course.most)}</span>
      </figcaption>
    </figure>
  );
}

function Value({ measurement }: { measurement: Measurement }) {
  return (
    <li className="kgo-value">
      <Phase phase={measurement.phase} />
      <span className="kgo-value__text">
        <code className="kgo-pre">{measurement.value === '' ? '—' : measurement.value}</code>
        {measurement.message === '' ? null : (
          <span className="kgo-pre kgo-block kgo-muted">{measurement.message}</span>
        )}
      </span>
      {measurement.startedAt === null ? null : (
        <span className="kgo-muted">
          <Age at={measurement.startedAt} />
        </span>
      )}
    </li>
  );
}

/** Of a metric or one measurement; they come from outside, so a word that is not known is shown as it is. */
function Phase({ phase }: { phase: string }) {
  const m = useMessages();
  const known = Object.hasOwn(verificationLook, phase) ? (phase as keyof typeof verificationLook) : null;
  return known === null ? (
    <span>{phase}</span>
  ) : (
    <State look={verificationLook[known]}>{m.verificationPhase[known]}</State>
  );
}
