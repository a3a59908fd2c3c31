// Measures a project's page in Chromium and prints a line for each figure: name, value and unit between tabs. What follows a
// movement of the mouse or a click is counted in the time that the page's own thread works until a frame shows it, which
// other programs on the machine do not change; "on the clock" is what somebody in front of it waits, request and all.
// usage: node dev/speed.mjs URL [number of polls]
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

const [url, polls = '720'] = process.argv.slice(2);
const FLAGS = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'];
const REPETITIONS = 20;
const OPENINGS = 3;
/** Long enough for what moves to come to rest. */
const REST_MS = 300;
const PAGE = 50;
const MOST = 1000;

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
tell('pointing at Freight', await pointing('#kargo article'));
tell('pointing at a stage', await pointing('#kargo [data-node^="stage:"]'));
tell('a page more of the timeline', await older());
await page.evaluate(poll, Number(polls));
await devtools.send('HeapProfiler.collectGarbage');
const { usedSize } = await devtools.send('Runtime.getHeapUsage');
say(`heap after ${polls} polls`, usedSize / 1e6, 'MB');
await browser.close();

function say(name, value, unit) {
  console.log([`Chromium: ${name}`, value.toFixed(1), unit].join('\t'));
}

function tell(name, samples) {
  say(`${name}, worst`, Math.max(...samples.map(({ work }) => work)), 'ms');
  say(`${name}, worst on the clock`, Math.max(...samples.map(({ time }) => time)), 'ms');
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

/** What one act of somebody costs, from the first event that it causes to the frame that shows what it changed. */
async function acting(type, act, isDone) {
  await page.waitForTimeout(REST_MS);
  await page.evaluate(watch, { type, isDone });
  const before = await worked();
  await act();
  const time = await page.evaluate('window.shown');
  return { work: (await worked()) - before, time };
}

/** Moves the mouse onto one after the other of what is in sight. */
async function pointing(selector) {
  const samples = [];
  const places = await page.evaluate(placesOf, selector);
  for (let index = 0; index < REPETITIONS; index += 1) {
    const { x, y } = places[index % places.length];
    samples.push(await acting('pointerover', () => page.mouse.move(x, y), null));
    await page.mouse.move(2, 2);
  }
  return samples;
}

/** Clicks for further pages of Freight, until there are a thousand pieces. */
async function older() {
  const samples = [];
  const button = '.kgo-timeline__item--more button';
  for (let loaded = PAGE; loaded < MOST; loaded += PAGE) {
    await page.evaluate((at) => document.querySelector(at)?.scrollIntoView({ inline: 'end' }), button);
    const [place] = await page.evaluate(placesOf, button);
    if (place === undefined) {
      break;
    }
    await page.mouse.move(place.x, place.y);
    samples.push(
      await acting('pointerdown', () => page.mouse.click(place.x, place.y), `${button}[aria-busy="false"]`),
    );
  }
  return samples;
}

/** Runs in the page: the middles of what the selector finds, where they can be pointed at. */
function placesOf(selector) {
  return [...document.querySelectorAll(selector)].flatMap((element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    const place = { x: (left + right) / 2, y: (top + bottom) / 2 };
    return element.contains(document.elementFromPoint(place.x, place.y)) ? [place] : [];
  });
}

/**
 * Runs in the page: resolves `window.shown` with the milliseconds between the next event of the type and the end of the frame
 * that shows its effect: the next one or, with a selector, the first one in which something that it finds came back.
 */
function watch({ type, isDone }) {
  window.shown = new Promise((resolve) => {
    const drawn = ({ timeStamp }) => {
      requestAnimationFrame(() => {
        setTimeout(() => {
          resolve(performance.now() - timeStamp);
        }, 0);
      });
    };
    const begin = (event) => {
      if (isDone === null) {
        drawn(event);
        return;
      }
      let left = false;
      const observer = new MutationObserver(() => {
        left ||= document.querySelector(isDone) === null;
        if (
          left &&
          (document.querySelector(isDone) !== null ||
            document.querySelector('.kgo-timeline__item--more') === null)
        ) {
          observer.disconnect();
          drawn(event);
        }
      });
      observer.observe(document.querySelector('#kargo'), {
        subtree: true,
        childList: true,
        attributes: true,
      });
    };
    document.addEventListener(type, begin, { capture: true, once: true });
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
