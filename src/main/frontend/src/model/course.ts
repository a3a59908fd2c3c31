import type { Metric } from '../api/types';

/** A number that was measured, with its place in a drawing. */
export interface CoursePoint {
  x: number;
  y: number;
  /** As it was measured. */
  value: string;
  failed: boolean;
}

/** How a metric's numbers went, in a drawing of the given size. */
export interface Course {
  points: CoursePoint[];
  /** Numbers that the metric's conditions compare the result with, and how high they lie. */
  limits: { value: number; y: number }[];
  least: number;
  most: number;
}

/** A plain comparison of the result with a number; what else a condition says is not drawn. */
const COMPARISON = /\bresult(?:\[0\])?\s*[<>]=?\s*(-?\d+(?:\.\d+)?)/g;

/** @returns null for less than two numbers, which have no course */
export function courseOf(metric: Metric, width: number, height: number, edge: number): Course | null {
  const measured = metric.measurements.flatMap(({ number, phase, value }) =>
    number === null ? [] : [{ number, value, failed: phase === 'Failed' || phase === 'Error' }],
  );
  if (measured.length < 2) {
    return null;
  }
  const limits = limitsOf(metric);
  const all = [...measured.map(({ number }) => number), ...limits];
  const least = Math.min(...all);
  const most = Math.max(...all);
  const y = (number: number) =>
    most === least ? height / 2 : height - edge - ((number - least) * (height - 2 * edge)) / (most - least);
  return {
    points: measured.map(({ number, value, failed }, index) => ({
      x: edge + (index * (width - 2 * edge)) / (measured.length - 1),
      y: y(number),
      value,
      failed,
    })),
    limits: limits.map((value) => ({ value, y: y(value) })),
    least,
    most,
  };
}

function limitsOf({ successCondition, failureCondition }: Metric): number[] {
  const found = [successCondition, failureCondition].flatMap((condition) =>
    [...condition.matchAll(COMPARISON)].map(([, number]) => Number(number)),
  );
  return [...new Set(found)];
}
