import { describe, expect, it } from 'vitest';
import { createWorld } from '../../dev/world/world';
import { collapse, downstreamOf } from './below';

const stages = createWorld(Date.now()).boards.get('shop/storefront')?.stages ?? [];
const stage = (name: string) => stages.find((each) => each.name === name) ?? { name };
const names = (all: readonly { name: string }[]) => all.map((each) => each.name);

describe('what is behind a stage', () => {
  it('is reached through stages that only pass Freight on', () => {
    expect(names(downstreamOf(stage('test'), stages))).toEqual(['qa', 'uat']);
    expect(names(downstreamOf(stage('qa'), stages))).toEqual(['prod-eu', 'prod-us']);
    expect(downstreamOf(stage('prod-eu'), stages)).toEqual([]);
  });

  it('is put away with it, and counted', () => {
    const folded = collapse(stages, new Set(['test']));
    expect(names(folded.stages)).toEqual(['test']);
    expect(folded.hidden).toEqual(new Map([['test', 5]]));
  });

  it('stays as long as something else leads to it', () => {
    const folded = collapse(stages, new Set(['qa']));
    expect(names(folded.stages)).toEqual(names(stages));
    expect(folded.hidden).toEqual(new Map([['qa', 0]]));
    expect(names(collapse(stages, new Set(['qa', 'uat'])).stages)).toEqual(['test', 'qa', 'uat']);
  });

  it('is all there when nothing is collapsed, and when what is collapsed is no more', () => {
    expect(collapse(stages, new Set()).stages).toBe(stages);
    expect(names(collapse(stages, new Set(['gone'])).stages)).toEqual(names(stages));
  });
});
