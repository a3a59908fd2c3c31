// Serves the built page with made-up data, under the policy that the stand-in and Jenkins send. Not shipped.
// usage: node dev/server.mjs [port]   then http://127.0.0.1:8090/kargo/  (?scenario=empty|reader|large is kept in a cookie)
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { runnerImport } from 'vite';

const POLICY =
  "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'; img-src 'self' data:";
const BUNDLES = new URL('../../webapp/js/bundles/', import.meta.url);
const STANDIN = new URL(
  '../../../../local/controller/src/main/resources/webapp/js/bundles/',
  import.meta.url,
);
const TYPES = { js: 'text/javascript', css: 'text/css' };

/** Starts on loopback; resolves with the server. */
export async function serve(port) {
  const { module } = await runnerImport(new URL('./api.ts', import.meta.url).pathname, { configFile: false });
  const worlds = new Map();
  const server = createServer((request, response) => {
    const url = new URL(request.url, 'http://127.0.0.1');
    const asked = url.searchParams.get('scenario');
    const scenario = asked ?? /scenario=(\w+)/.exec(request.headers.cookie ?? '')?.[1] ?? 'busy';
    if (!worlds.has(scenario)) {
      worlds.set(scenario, module.worldOf(scenario, Date.now()));
    }
    handle(module, worlds.get(scenario), scenario, url, request, response).catch((error) => {
      response.writeHead(500).end(String(error));
    });
  });
  await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
  return server;
}

async function handle(api, world, scenario, url, request, response) {
  if (url.pathname.startsWith('/kargo/api/v1/')) {
    const reply = api.answer(
      world,
      request.method,
      url.pathname.slice('/kargo/api/v1'.length),
      url.searchParams,
      await text(request),
    );
    const etag = `"${world.version}"`;
    if (reply.status === 200 && request.headers['if-none-match'] === etag) {
      response.writeHead(304, { ETag: etag }).end();
      return;
    }
    response
      .writeHead(reply.status, { 'Content-Type': 'application/json', ETag: etag })
      .end(JSON.stringify(reply.body));
    return;
  }
  const asset = /^\/plugin\/kargo\/js\/bundles\/([\w.-]+)$/.exec(url.pathname)?.[1];
  if (asset !== undefined) {
    const content = await readFile(new URL(asset, asset === 'standin.css' ? STANDIN : BUNDLES));
    response
      .writeHead(200, { 'Content-Type': TYPES[asset.split('.').pop()] ?? 'application/octet-stream' })
      .end(content);
    return;
  }
  if (!url.pathname.startsWith('/kargo/')) {
    response.writeHead(404).end();
    return;
  }
  response
    .writeHead(200, {
      'Content-Type': 'text/html;charset=utf-8',
      'Content-Security-Policy': POLICY,
      'Set-Cookie': `scenario=${scenario}; Path=/; SameSite=Lax`,
    })
    .end(shell(url.searchParams.get('locale') ?? 'en'));
}

function shell(locale) {
  return `<!doctype html>
<html lang="${locale === 'de' ? 'de' : 'en'}">
  <head data-rooturl="" data-resurl="" data-crumb-header="Jenkins-Crumb" data-crumb-value="dev">
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Kargo</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="/plugin/kargo/js/bundles/standin.css" />
    <link rel="stylesheet" href="/plugin/kargo/js/bundles/kargo.css" />
    <script type="module" src="/plugin/kargo/js/bundles/kargo.js"></script>
  </head>
  <body>
    <main id="main-panel"><div id="kargo" data-root-url="" data-locale="${locale === 'de' ? 'de' : 'en'}"></div></main>
  </body>
</html>`;
}

async function text(request) {
  const chunks = [];
  for await (const chunk of request) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const port = Number(process.argv[2] ?? 8090);
  await serve(port);
  console.log(`http://127.0.0.1:${port}/kargo/`);
}
