import { describe, expect, it } from 'vitest';
import type { Metric } from '../api/types';
import { courseOf } from './course';

function metric(values: [number | null, string][], more: Partial<Metric> = {}): Metric {
  return {
    name: 'rate',
    phase: 'Successful',
    message: '',
    dryRun: false,
    count: values.length,
    successful: 0,
    failed: 0,
    inconclusive: 0,
    error: 0,
    successCondition: '',
    failureCondition: '',
    measurements: values.map(([number, phase]) => ({
      phase,
      message: '',
      value: String(number),
      number,
      startedAt: null,
      finishedAt: null,
    })),
    ...more,
  };
}

describe('the course of a metric', () => {
  it('goes from the left edge to the right, the larger the higher', () => {
    const course = courseOf(
      metric([
        [1, 'Successful'],
        [3, 'Failed'],
        [2, 'Error'],
      ]),
      100,
      50,
      5,
    );
    expect(course?.points.map(({ x, y, failed }) => [x, y, failed])).toEqual([
      [5, 45, false],
      [50, 5, true],
      [95, 25, true],
    ]);
    expect([course?.least, course?.most]).toEqual([1, 3]);
  });

  it('is level where all numbers are the same', () => {
    const course = courseOf(
      metric([
        [7, 'Successful'],
        [7, 'Successful'],
      ]),
      100,
      50,
      5,
    );
    expect(course?.points.map(({ y }) => y)).toEqual([25, 25]);
  });

  it('shows the numbers that the conditions compare with, each once', () => {
    const values: [number, string][] = [
      [10, 'Successful'],
      [20, 'Successful'],
    ];
    const conditions = {
      successCondition: 'result[0] >= 5 && result[0] < 30.5',
      failureCondition: 'result > 30.5 || len(result) > 3',
    };
    const course = courseOf(metric(values, conditions), 100, 61, 5);
    expect(course?.limits.map(({ value }) => value)).toEqual([5, 30.5]);
    expect(course?.limits.map(({ y }) => y)).toEqual([56, 5]);
    expect([course?.least, course?.most]).toEqual([5, 30.5]);
  });

  it('is nothing for less than two numbers', () => {
    expect(courseOf(metric([[1, 'Successful']]), 100, 50, 5)).toBeNull();
    expect(
      courseOf(
        metric([
          [null, 'Successful'],
          [2, 'Successful'],
        ]),
        100,
        50,
        5,
      ),
    ).toBeNull();
  });
});
