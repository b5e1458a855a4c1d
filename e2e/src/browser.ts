import { afterAll, afterEach, test } from '@jest/globals'
import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { findBrowser } from './find-browser.ts'

export interface OpenOptions {
  /** CSS pixels: 390 is a phone (touch, no mouse), 1280 a desk. */
  readonly width?: number
  readonly locale?: 'fr-BE' | 'en-GB'
  readonly scheme?: 'light' | 'dark'
  readonly timezone?: string
  /** Installs the service worker, which keeps all screens: half of the work of a page that does not need it. */
  readonly worksOffline?: boolean
}

export interface OpenApp {
  readonly page: Page
  readonly context: BrowserContext
  /** What went wrong in the page without anybody seeing it: errors, broken CSP, requests to other places. */
  readonly faults: readonly string[]
}

const found = findBrowser()
if (!found && process.env['CI'] === 'true') throw new Error('No browser runs here, and CI=true: set E2E_BROWSER.')
if (!found) process.stderr.write('\nNO BROWSER RUNS HERE: browser tests are not run. Set E2E_BROWSER to one.\n\n')

/** Jest's `test`, counted as skipped on a machine where no browser runs. */
export const browserTest = found ? test : test.skip

let launched: Promise<Browser> | undefined
const running = () => launched?.catch(() => undefined)
afterAll(async () => (await running())?.close())
// a page left open goes on asking and drawing beside the next test
afterEach(async () => {
  const contexts = (await running())?.contexts() ?? []
  await Promise.all(contexts.map((context) => context.close()))
})

/** The one browser of these tests; another when it died, so that what killed it fails one test and not all that follow. */
function browser(): Promise<Browser> {
  const before = running()
  const living = async () => {
    const one = await before
    return one?.isConnected() ? one : launch(3)
  }
  launched = living()
  return launched
}

/** A crowded machine may kill Chromium as it starts, which says nothing of the page that is tested. */
async function launch(attempts: number): Promise<Browser> {
  if (!found) throw new Error('No browser runs here.')
  try {
    return await chromium.launch({
      executablePath: found.executablePath,
      env: { ...process.env, ...found.env },
      args: ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-component-update', '--disable-sync'],
      chromiumSandbox: false,
    })
  } catch (error) {
    if (attempts <= 1) throw error
    return launch(attempts - 1)
  }
}

/** Opens an address in a window of its own, until the end of the test. */
export async function openApp(url: string, options: OpenOptions = {}): Promise<OpenApp> {
  const window = await openWindow(url, options)
  await window.page.goto(url)
  return window
}

/** An empty window of its own: no cookie, no storage, animations still. French and light by default. */
export async function openWindow(url: string, options: OpenOptions = {}): Promise<OpenApp> {
  const { width = 1280, locale = 'fr-BE', scheme = 'light', timezone = 'Europe/Brussels', worksOffline } = options
  const phone = width < 600
  const context = await (
    await browser()
  ).newContext({
    baseURL: url,
    viewport: { width, height: phone ? 844 : 900 },
    hasTouch: phone,
    isMobile: phone,
    locale,
    colorScheme: scheme,
    timezoneId: timezone,
    reducedMotion: 'reduce',
    serviceWorkers: worksOffline ? 'allow' : 'block',
  })
  context.setDefaultTimeout(10_000)
  const faults: string[] = []
  const page = await context.newPage()
  watchFaults(page, new URL(url).origin, faults)
  return { page, context, faults }
}

function watchFaults(page: Page, origin: string, faults: string[]): void {
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`))
  page.on('console', (message) => {
    // a refused or an offline request is an answer like another, and the browser always writes a line about it
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) faults.push(message.text())
  })
  page.on('request', (request) => {
    const address = new URL(request.url())
    if (/^https?:$/.test(address.protocol) && address.origin !== origin) faults.push(`request to ${address.origin}`)
  })
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const axeTags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa']

type Violation = readonly [rule: string, help: string, elements: string]

/** What axe finds against WCAG 2.0 to 2.2, A and AA: one line a rule, with the elements. Empty when the page is clean. */
export async function axe(page: Page): Promise<string[]> {
  await page.evaluate(axeSource)
  const run = `axe.run(document, { resultTypes: ['violations'], runOnly: { type: 'tag', values: ${JSON.stringify(axeTags)} } })`
  // the whole result is large: bringing it over costs more than finding it
  const short = `({ id, help, nodes }) => [id, help, nodes.map(({ target }) => target.join(' ')).join(', ')]`
  const violations = await page.evaluate<Violation[]>(`${run}.then(({ violations }) => violations.map(${short}))`)
  return violations.map(([rule, help, elements]) => `${rule}: ${help} (${elements})`)
}

const shots = fileURLToPath(new URL('../.shots', import.meta.url))

/** With SHOTS=1, a picture of the whole page in `e2e/.shots/<name>.png`, for people to look at. */
export async function shot(page: Page, name: string): Promise<void> {
  if (process.env['SHOTS'] !== '1') return
  mkdirSync(shots, { recursive: true })
  await page.screenshot({ path: path.join(shots, `${name}.png`), fullPage: true })
}
