// Measures a project's page in Chromium and prints a line for each figure: name, value and unit between tabs. Hovering is
// counted in the time that the page's own thread works, which other programs on the machine do not change.
// usage: node dev/speed.mjs URL [number of polls]
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

const [url, polls = '720'] = process.argv.slice(2);
const FLAGS = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'];
const REPETITIONS = 20;
const OPENINGS = 3;

const browser = await chromium.launch({ executablePath: installed(), args: FLAGS });
const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
const devtools = await page.context().newCDPSession(page);
await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
const openings = [];
for (let i = 0; i < OPENINGS; i += 1) {
  openings.push(await opening());
}
say(`the page is usable after, best of ${OPENINGS}`, Math.min(...openings.map(({ time }) => time)), 'ms');
say("the page's own work until then", Math.min(...openings.map(({ work }) => work)), 'ms');
say('the board over the wire', await transferred('/board'), 'kB');
say('pointing at Freight, worst', await pointing('#kargo article'), 'ms');
say('pointing at a stage, worst', await pointing('#kargo [data-node^="stage:"]'), 'ms');
say('a page more of the timeline, worst', await older(), 'ms');
await page.evaluate(poll, Number(polls));
await devtools.send('HeapProfiler.collectGarbage');
const { usedSize } = await devtools.send('Runtime.getHeapUsage');
say(`heap after ${polls} polls`, usedSize / 1e6, 'MB');
await browser.close();

function say(name, value, unit) {
  console.log([`Chromium: ${name}`, value.toFixed(1), unit].join('\t'));
}

/** Milliseconds that the page's thread has worked so far. */
async function worked() {
  const { metrics } = await devtools.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration').value * 1000;
}

/** Opens the page anew, and waits until its stages and Freight are there. */
async function opening() {
  await page.goto('about:blank');
  const before = await worked();
  const begin = Date.now();
  await page.goto(url);
  await page.locator('[data-node^="stage:"] button').first().waitFor();
  await page.locator('#kargo article').first().waitFor();
  return { time: Date.now() - begin, work: (await worked()) - before };
}

async function transferred(end) {
  const size = await page.evaluate(
    (last) =>
      performance.getEntriesByType('resource').find(({ name }) => new URL(name).pathname.endsWith(last))
        ?.transferSize ?? 0,
    end,
  );
  return size / 1000;
}

/** The page's work for each further page of Freight, until there are a thousand pieces. */
async function older() {
  let worst = 0;
  for (let loaded = 50; loaded < 1000; loaded += 50) {
    const before = await worked();
    await page.getByRole('button', { name: 'Older' }).click();
    await page.waitForResponse((response) => /\/(board|freight)\?/.test(response.url()));
    await page.waitForTimeout(100);
    worst = Math.max(worst, (await worked()) - before);
  }
  return worst;
}

async function pointing(selector) {
  let worst = 0;
  for (let index = 0; index < REPETITIONS; index += 1) {
    const before = await worked();
    await page.evaluate(point, { selector, index, type: 'pointerover' });
    worst = Math.max(worst, (await worked()) - before);
    await page.evaluate(point, { selector, index, type: 'pointerout' });
  }
  return worst;
}

/** Runs in the page: points at something, and comes back when a frame shows what that changes. */
function point({ selector, index, type }) {
  const all = document.querySelectorAll(selector);
  all[index % all.length].dispatchEvent(new PointerEvent(type, { bubbles: true }));
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve, 0));
  });
}

/** Runs in the page: makes it ask the API so many times, one after the other. */
async function poll(times) {
  const { fetch } = window;
  for (let i = 0; i < times; i += 1) {
    await new Promise((resolve) => {
      window.fetch = async (...request) => {
        const answer = await fetch(...request);
        setTimeout(resolve, 0);
        return answer;
      };
      // The page asks at once when it comes into sight again.
      document.dispatchEvent(new Event('visibilitychange'));
    });
  }
  window.fetch = fetch;
}

function installed() {
  const names = ['chromium', 'chromium-browser', 'google-chrome'];
  const files = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)));
  const found = files.find((file) => {
    try {
      accessSync(file, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
  if (found === undefined) {
    console.error('chromium is not installed (Debian package chromium)');
    process.exit(2);
  }
  return found;
}
