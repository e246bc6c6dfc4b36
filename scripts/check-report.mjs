// `npm run check:report [-- FOLDER]`: opens the report of the sample, and of cases that it does not hold,
// in Chromium and looks at what a reader sees. Screenshots and PDFs stay in FOLDER where one is named.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { findBrowser, openBrowser } from './report/browser.mjs';
import { inspectPage } from './report/inspect-page.mjs';
import { edgePages } from './report/pages.mjs';

const SCREENS = { desktop: 1280, tablet: 768, phone: 360 };
const root = join(import.meta.dirname, '..');
const kept = process.argv[2];
const program = findBrowser();

if (program === null) {
  process.stdout.write('left out: no Chromium on the path; nothing was looked at\n');
} else {
  const folder = kept ?? mkdtempSync(join(tmpdir(), 'check-report-pages-'));
  mkdirSync(folder, { recursive: true });
  const browser = await openBrowser(program);
  const pages = [['sample', sampleReport()], ...edgePages()];
  const faults = [];
  for (const [name, html] of pages)
    faults.push(...(await checkPage(browser, { name, html, folder })));
  await browser.close();
  if (kept === undefined) rmSync(folder, { recursive: true });
  for (const fault of new Set(faults)) process.stdout.write(`${fault}\n`);
  process.stdout.write(
    `${pages.length} reports on ${Object.keys(SCREENS).length} screens and on paper, light and dark: ${faults.length} faults\n`,
  );
  process.exitCode = faults.length === 0 ? 0 : 1;
}

/** The report that `npm start` publishes. */
function sampleReport() {
  const work = mkdtempSync(join(tmpdir(), 'check-report-run-'));
  const ran = spawnSync(process.execPath, [join(root, 'scripts', 'start.mjs')], {
    env: {
      ...process.env,
      CATCHUP_OUT: join(work, 'out'),
      CATCHUP_LEDGER: join(work, 'ledger.db'),
    },
    encoding: 'utf8',
  });
  const html = readFileSync(
    join(ran.stdout.trim().split('\n').at(-1) ?? '', 'report.html'),
    'utf8',
  );
  rmSync(work, { recursive: true });
  return html;
}

async function checkPage({ send, listen }, { name, html, folder }) {
  const file = join(folder, `${name}.html`);
  writeFileSync(file, html);
  const url = pathToFileURL(file).href;
  const faults = [];
  const stop = listen((method, params) => {
    if (method === 'Network.requestWillBeSent' && ![url, 'data:,'].includes(params.request.url))
      faults.push(`${name}: asks for ${params.request.url}`);
    if (['Runtime.consoleAPICalled', 'Runtime.exceptionThrown', 'Log.entryAdded'].includes(method))
      faults.push(`${name}: writes to the console (${method})`);
  });
  for (const scheme of ['light', 'dark']) {
    for (const [screen, width] of Object.entries(SCREENS)) {
      const view = { width, height: 900, deviceScaleFactor: 1, mobile: screen === 'phone' };
      await send('Emulation.setDeviceMetricsOverride', view);
      await show(send, { url, media: '', scheme });
      faults.push(...(await inspect(send)).map((what) => `${name}, ${screen}, ${scheme}: ${what}`));
      const { cssContentSize } = await send('Page.getLayoutMetrics');
      const clip = { ...cssContentSize, width, scale: 1 };
      const { data } = await send('Page.captureScreenshot', { captureBeyondViewport: true, clip });
      writeFileSync(join(folder, `${name}-${screen}-${scheme}.png`), Buffer.from(data, 'base64'));
    }
  }
  await send('Emulation.setDeviceMetricsOverride', {
    ...{ width: 700, height: 990, deviceScaleFactor: 1, mobile: false },
  });
  await show(send, { url, media: 'print', scheme: 'dark' });
  faults.push(...(await inspect(send)).map((what) => `${name}, paper: ${what}`));
  const { data } = await send('Page.printToPDF', { paperWidth: 8.27, paperHeight: 11.69 });
  writeFileSync(join(folder, `${name}.pdf`), Buffer.from(data, 'base64'));
  stop();
  return faults;
}

async function show(send, { url, media, scheme }) {
  const features = [{ name: 'prefers-color-scheme', value: scheme }];
  await send('Emulation.setEmulatedMedia', { media, features });
  await send('Page.navigate', { url });
  const expression = `new Promise((done) => document.readyState === 'complete' ? done() : addEventListener('load', done))`;
  await send('Runtime.evaluate', { expression, awaitPromise: true });
}

async function inspect(send) {
  const expression = `(${inspectPage})()`;
  const { result, exceptionDetails } = await send('Runtime.evaluate', {
    ...{ expression, returnByValue: true },
  });
  return exceptionDetails === undefined ? result.value : ['cannot be inspected'];
}
