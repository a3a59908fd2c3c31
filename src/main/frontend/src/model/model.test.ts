import { describe, expect, it } from 'vitest';
import { worldOf } from '../../dev/api';
import type { Board, Freight, Stage } from '../api/types';
import { en } from '../i18n/en';
import { phaseCounts, stageActivity } from './activity';
import { artifactLines, compareArtifacts, shortName, webAddress } from './artifacts';
import { attention } from './attention';
import { stageColor, stageColors } from './colors';
import { edgeLooks } from './edges';
import { eventWords, groupBy } from './events';
import {
  holders,
  isUsed,
  joinPages,
  matches,
  relation,
  timelineItems,
  freightQuery,
  NO_FILTER,
} from './freight';
import { curve, graphOf, neighbour, shapeOf, stageId, warehouseHeight, warehouseId } from './graph';

const board = worldOf('busy', Date.parse('2026-05-12T12:00:00Z')).boards.get('shop/storefront') as Board;
const freight = (alias: string) => board.freight.freight.find((each) => each.alias === alias) as Freight;
const stage = (name: string) => board.stages.find((each) => each.name === name) as Stage;

describe('a colour', () => {
  it('is one of the theme for a name that Kargo knows', () => {
    expect(stageColor('Amber', 0)).toBe('var(--kgo-yellow)');
  });

  it('is taken as it is when it is hexadecimal', () => {
    expect(stageColor('#0f8', 0)).toBe('#0f8');
    expect(stageColor(' #00FF88 ', 0)).toBe('#00ff88');
  });

  it.each(['url(https://evil)', 'red;}', '#12', 'constructor', '__proto__', ''])(
    'comes by place for "%s"',
    (text) => {
      expect(stageColor(text, 1)).toBe('var(--kgo-purple)');
    },
  );

  it('differs between neighbours that name none', () => {
    const colors = stageColors([
      { name: 'a', color: null },
      { name: 'b', color: null },
    ]);
    expect(colors.get('a')).not.toBe(colors.get('b'));
  });
});

describe('an artifact', () => {
  it.each([
    ['https://git.example/shop/guestbook.git', 'guestbook'],
    ['git@host:shop/guestbook.git', 'guestbook'],
    ['registry.example:5000/guestbook/', 'guestbook'],
    ['guestbook', 'guestbook'],
    ['///', '///'],
  ])('%s is known as %s', (address, name) => {
    expect(shortName(address)).toBe(name);
  });

  it('shows a tag, else the beginning of the digest', () => {
    const digest = `sha256:${'ab'.repeat(32)}`;
    const images = [
      { repoURL: 'docker.io/library/nginx', tag: '', digest },
      { repoURL: 'host/x', tag: '1.2', digest: '' },
    ];
    const lines = artifactLines({ ...freight('bold-otter'), images, commits: [], charts: [] });
    expect(lines.map((line) => [line.version, line.exact, line.url])).toEqual([
      ['sha256:abababa', `@${digest}`, 'https://hub.docker.com/_/nginx'],
      ['1.2', '1.2', null],
    ]);
  });

  it('shows the tag of a commit, the first line of its message and a link that leads to the web', () => {
    const [commit] = freight('bold-otter').commits;
    const commits = commit === undefined ? [] : [{ ...commit, tag: 'v1', url: 'javascript:alert(1)' }];
    const lines = artifactLines({ ...freight('bold-otter'), images: [], commits, charts: [] });
    expect(lines[0]).toMatchObject({ version: 'v1', note: 'Show delivery dates in the basket', url: null });
    expect(webAddress('HTTPS://host/x')).toBe('HTTPS://host/x');
  });
});

describe('a comparison', () => {
  it('tells what changed, stayed, came and went', () => {
    const after = freight('bold-otter');
    const before = { ...freight('quiet-heron'), images: freight('quiet-heron').images.slice(0, 1) };
    const lines = compareArtifacts(before, { ...after, commits: [] });
    expect(lines.map((each) => [each.line.name, each.change])).toEqual([
      ['storefront-web', 'changed'],
      ['storefront-api', 'added'],
      ['storefront', 'same'],
      ['storefront-config', 'removed'],
    ]);
  });

  it('tells a tag that moved by its digest', () => {
    const one = freight('quiet-heron');
    const images = one.images.map((image) => ({ ...image, digest: 'sha256:0123456789' }));
    const [line] = compareArtifacts(one, { ...one, images });
    expect(line).toMatchObject({ change: 'changed', after: '2.13.0@sha256:0123456' });
  });

  it('counts everything as new for a stage that holds nothing', () => {
    expect(compareArtifacts(null, freight('bold-otter')).every((each) => each.change === 'added')).toBe(true);
  });
});

describe('a piece of Freight and a stage', () => {
  it.each([
    ['proud-kestrel', 'prod-eu', { kind: 'here' }],
    ['brisk-falcon', 'prod-us', { kind: 'available' }],
    ['bold-otter', 'qa', { kind: 'mustBeVerified', stages: ['test'] }],
    ['bold-otter', 'release', { kind: 'passes' }],
    ['lucky-marten', 'prod-us', { kind: 'available', approvedBy: 'olivia' }],
  ])('%s and %s', (alias, name, expected) => {
    expect(relation(stage(name), freight(alias))).toMatchObject(expected);
  });

  it('soaks when all is verified and it is not available yet', () => {
    const each = { ...freight('quiet-heron'), availableTo: [] };
    expect(relation(stage('qa'), each)).toMatchObject({ kind: 'soaking', stages: ['test'] });
  });

  it('have nothing to do with each other when the warehouse is another', () => {
    expect(relation(stage('qa'), { ...freight('bold-otter'), warehouse: 'other' }).kind).toBe('notRequested');
  });
});

describe('the timeline', () => {
  const heldBy = holders(board.stages);

  it('knows who holds what from the stages', () => {
    expect(heldBy.get(freight('quiet-heron').name)).toEqual(['test', 'uat']);
    expect(isUsed(freight('gentle-bison'), heldBy)).toBe(false);
    expect(isUsed(freight('lucky-marten'), heldBy)).toBe(true);
  });

  it('folds runs of what is not used', () => {
    const items = timelineItems(board.freight.freight, (each) => isUsed(each, heldBy), true);
    expect(items.map((item) => (item.kind === 'folded' ? item.freight.length : item.freight.alias))).toEqual([
      1,
      'quiet-heron',
      'amber-lynx',
      'brisk-falcon',
      1,
      'lucky-marten',
      'proud-kestrel',
      2,
      'wild-ibex',
      4,
    ]);
    expect(timelineItems(board.freight.freight, () => false, false)).toHaveLength(14);
  });

  it.each([
    ['', '', 'any', true],
    ['OTTER', '', 'any', true],
    ['2.14.0', '', 'any', true],
    ['delivery dates', '', 'any', true],
    ['nothing of the kind', '', 'any', false],
    ['', 'storefront', 'any', true],
    ['', 'other', 'any', false],
    ['', '', 'hour', true],
  ] as const)('filter "%s" of warehouse "%s" in %s is %s', (text, warehouse, span, expected) => {
    const soon = Date.parse(freight('bold-otter').discoveredAt) + 60_000;
    expect(matches(freight('bold-otter'), { text, warehouse, span }, soon)).toBe(expected);
  });

  it('leaves out what is older than the time that is asked for', () => {
    expect(matches(freight('wild-ibex'), { ...NO_FILTER, span: 'day' }, Date.now())).toBe(false);
  });

  it('asks the controller only when something is filtered', () => {
    expect(freightQuery(NO_FILTER, 0)).toBeNull();
    expect(freightQuery({ text: ' web 2 ', warehouse: 'w', span: 'hour' }, 3_600_000)).toBe(
      'artifact=web+2&warehouse=w&from=1970-01-01T00%3A00%3A00.000Z',
    );
  });

  it('joins pages without doubles', () => {
    const [a, b, c] = board.freight.freight as [Freight, Freight, Freight];
    expect(joinPages([a, b], [b, c])).toEqual([a, b, c]);
  });
});

describe('attention', () => {
  it('comes first for what the reader can do', () => {
    expect(attention(board).map((each) => [each.kind, each.stage])).toEqual([
      ['yourApproval', 'prod-eu'],
      ['promotionFailed', 'prod-us'],
      ['unhealthy', 'qa'],
    ]);
  });

  it('leads to the stage when a verification failed', () => {
    const failed: Stage = { ...stage('qa'), phase: 'VerificationFailed' };
    expect(attention({ ...board, stages: [failed] })[0]).toMatchObject({
      kind: 'verificationFailed',
      promotion: '',
    });
  });

  it('is not for a wait that no person ends', () => {
    const { promotion } = stage('prod-eu');
    const waits: Stage = {
      ...stage('prod-eu'),
      promotion: promotion === null ? null : { ...promotion, approval: null },
    };
    expect(attention({ ...board, stages: [waits] })).toEqual([]);
  });
});

describe('what a stage does', () => {
  const of = (each: Stage, requests = board.requests) => stageActivity(each, requests, en)?.text ?? null;

  it('is the running step, what it waits for, who asked, why it failed, or nothing', () => {
    const { promotion } = stage('prod-eu');
    const window =
      promotion === null ? null : { ...promotion, approval: null, waitingFor: 'the window opens at 6' };
    const request = { id: '1', stage: 'qa', freight: 'x', actor: 'mira', createdAt: '' };
    expect(of(stage('test'))).toBe('5/7 render');
    expect(of(stage('prod-eu'))).toBe('Waits for approval, 0 of 1 given');
    expect(of({ ...stage('prod-eu'), promotion: window })).toBe('the window opens at 6');
    expect(of(stage('uat'))).toBe('Smoke tests of the basket and the checkout');
    expect(of(stage('prod-us'))).toContain('protected branch');
    expect(of(stage('qa'))).toBeNull();
    expect(of(stage('qa'), [request])).toBe('Requested by mira');
  });

  it('is counted', () => {
    expect(phaseCounts(board)).toContainEqual(['Promoting', 1]);
  });
});

describe('the graph', () => {
  const graph = graphOf(board.warehouses, board.stages);

  it('leads from the warehouse through the stages', () => {
    expect(graph.edges.map((edge) => `${edge.from} ${edge.to}`)).toContain('warehouse:storefront stage:test');
    expect(graph.edges).toHaveLength(7);
    expect(graph.boxes.get('stage:prod-eu')?.layer).toBe(4);
  });

  it('has the same shape as long as only states change', () => {
    const moved = board.stages.map((each): Stage => ({ ...each, phase: 'Ready', holds: {} }));
    expect(shapeOf(board.warehouses, moved)).toBe(shapeOf(board.warehouses, board.stages));
    expect(shapeOf(board.warehouses, moved.slice(1))).not.toBe(shapeOf(board.warehouses, board.stages));
  });

  it('is walked along its ways, and up and down a column', () => {
    expect(neighbour(graph, warehouseId('storefront'), 'ArrowRight')).toBe(stageId('test'));
    expect(neighbour(graph, stageId('prod-eu'), 'ArrowDown')).toBe(stageId('prod-us'));
    expect(neighbour(graph, stageId('prod-us'), 'ArrowUp')).toBe(stageId('prod-eu'));
    expect(neighbour(graph, stageId('release'), 'ArrowLeft')).toMatch(/stage:(qa|uat)/);
    expect(neighbour(graph, stageId('prod-us'), 'ArrowRight')).toBeNull();
    expect(neighbour(graph, 'stage:gone', 'ArrowRight')).toBeNull();
    expect(neighbour(graph, stageId('test'), 'Enter')).toBeNull();
  });

  it('counts subscriptions that do not fit', () => {
    expect(warehouseHeight(5) - warehouseHeight(4)).toBe(warehouseHeight(2) - warehouseHeight(1));
    expect(warehouseHeight(50)).toBe(warehouseHeight(5));
    expect(warehouseHeight(0)).toBe(warehouseHeight(1));
  });

  it('draws level lines straight and others in a curve', () => {
    expect(curve([])).toBe('');
    expect(
      curve([
        { x: 0, y: 5 },
        { x: 10, y: 5 },
      ]),
    ).toBe('M0 5H10');
    expect(
      curve([
        { x: 0, y: 0 },
        { x: 10, y: 4 },
      ]),
    ).toBe('M0 0C5 0 5 4 10 4');
  });

  it('shows the ways that Freight may take, else those on which something moves', () => {
    const looks = (focus: Freight | null) => {
      const all = edgeLooks(graph, board.stages, focus);
      return Object.fromEntries(graph.edges.map((edge, index) => [`${edge.from} ${edge.to}`, all[index]]));
    };
    expect(looks(null)).toMatchObject({
      'warehouse:storefront stage:test': 'moving',
      'stage:test stage:uat': 'plain',
      'stage:release stage:prod-eu': 'moving',
    });
    expect(looks(freight('quiet-heron'))).toMatchObject({
      'warehouse:storefront stage:test': 'open',
      'stage:test stage:qa': 'open',
      'stage:qa stage:release': 'plain',
      'stage:release stage:prod-eu': 'plain',
    });
  });
});

describe('an event', () => {
  it('is said in words, also when the page does not know it', () => {
    expect(eventWords('PromotionApproved', en)).toBe('approved promotion');
    expect(eventWords('WarehouseRefreshed', en)).toBe('warehouse refreshed:');
    expect(eventWords('constructor', en)).toBe('constructor:');
  });

  it('stands with its neighbours of the same day', () => {
    expect(groupBy(['a1', 'a2', 'b1', 'a3'], (each) => each.charAt(0))).toEqual([
      ['a', ['a1', 'a2']],
      ['b', ['b1']],
      ['a', ['a3']],
    ]);
  });
});
