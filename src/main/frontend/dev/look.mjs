// Takes pictures of the page in both themes and several widths, and lets axe look for what keeps people out.
// usage: node dev/look.mjs OUTPUT_FOLDER [views, such as board,stage] [widths, such as 320,1280] [light|dark]
import { mkdir } from 'node:fs/promises';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium } from 'playwright-core';
import { lowContrast } from './contrast.mjs';
import { brokenLayout } from './layout.mjs';
import { serve } from './server.mjs';

const PORT = 8091;
const ROOT = `http://127.0.0.1:${PORT}/kargo/`;
const BOARD = `${ROOT}project/shop/storefront/`;
const FLAGS =
  '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync';

const VIEWS = [
  { name: 'home', url: ROOT },
  { name: 'empty', url: `${ROOT}?scenario=empty` },
  { name: 'board', url: BOARD },
  { name: 'board-de', url: `${BOARD}?locale=de` },
  { name: 'reader', url: `${BOARD}?scenario=reader` },
  { name: 'list', url: BOARD, act: (page) => page.getByRole('radio', { name: 'List' }).check() },
  {
    name: 'hover',
    url: BOARD,
    act: (page) => page.getByRole('button', { name: 'brisk-falcon', exact: true }).first().focus(),
  },
  {
    name: 'stage',
    url: BOARD,
    act: (page) => page.getByRole('button', { name: 'prod-eu', exact: true }).first().click(),
  },
  {
    name: 'freight',
    url: BOARD,
    act: (page) => page.getByRole('button', { name: 'brisk-falcon', exact: true }).first().click(),
  },
  { name: 'approval', url: BOARD, act: (page) => page.getByRole('button', { name: /^Review/ }).click() },
  {
    name: 'failed',
    url: BOARD,
    act: (page) =>
      page
        .getByRole('button', { name: /^Details/ })
        .first()
        .click(),
  },
  {
    name: 'files',
    url: BOARD,
    act: async (page) => {
      await page.getByRole('button', { name: /^Review/ }).click();
      await page.getByRole('radio', { name: /^File/ }).check();
      await page.locator('.kgo-patch').first().scrollIntoViewIfNeeded();
    },
  },
  { name: 'activity', url: `${BOARD}?show=activity` },
  { name: 'about', url: `${BOARD}?show=about` },
  {
    name: 'verification',
    url: `${BOARD}?stage=qa`,
    act: async (page) => {
      await page.getByRole('button', { name: 'Measurements' }).first().click();
      await page.getByText('Every value').first().click();
    },
  },
  { name: 'warehouse', url: `${BOARD}?warehouse=storefront` },
  {
    name: 'promote',
    url: BOARD,
    act: (page) => page.getByRole('button', { name: 'Promote to qa', exact: true }).first().click(),
  },
  { name: 'missing', url: `${ROOT}project/no/such/` },
];

const SIZES = [
  [320, 640],
  [768, 1024],
  [1280, 800],
  [3840, 2160],
];

const [folder, views = '', widths = '', themes = 'light,dark'] = process.argv.slice(2);
const wanted = (list, value) => list === '' || list.split(',').includes(String(value));
await mkdir(folder, { recursive: true });
const server = await serve(PORT);
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: FLAGS.split(' ') });
let problems = 0;
for (const colorScheme of themes.split(',')) {
  for (const [width, height] of SIZES.filter(([each]) => wanted(widths, each))) {
    for (const view of VIEWS.filter((each) => wanted(views, each.name))) {
      problems += await look(view, colorScheme, width, height);
    }
  }
}
await browser.close();
server.close();
console.log(problems === 0 ? 'no problem found' : `${problems} problems found`);
process.exitCode = problems === 0 ? 0 : 1;

async function look(view, colorScheme, width, height) {
  const context = await browser.newContext({
    colorScheme,
    viewport: { width, height },
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const said = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('404')) {
      said.push(message.text());
    }
  });
  page.on('pageerror', (error) => said.push(String(error)));
  await page.goto(view.url);
  await page.getByRole('heading').first().waitFor();
  await page.waitForTimeout(300);
  await view.act?.(page);
  await page.waitForTimeout(400);
  const name = `${view.name}-${width}-${colorScheme}`;
  await page.screenshot({ path: `${folder}/${name}.png` });
  said.push(...(await page.evaluate(brokenLayout)));
  said.push(...(await page.evaluate(lowContrast)));
  const { violations } = await new AxeBuilder({ page }).analyze();
  for (const violation of violations) {
    for (const node of violation.nodes) {
      said.push(
        `${violation.id}: ${node.target.join(' ')} ${node.failureSummary?.split('\n')[1]?.trim() ?? ''}`,
      );
    }
  }
  said.forEach((each) => console.log(`${name}: ${each}`));
  await context.close();
  return said.length;
}
