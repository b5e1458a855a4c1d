import { spawnSync } from 'node:child_process'
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliDecompressSync } from 'node:zlib'
import { untar } from './untar.ts'

export interface FoundBrowser {
  readonly executablePath: string
  readonly env: Readonly<Record<string, string>>
}

/**
 * The browser of the tests: `E2E_BROWSER`, else the Chromium that comes as an npm package (Linux on x64), else
 * `CHROME_PATH` or one that is installed. It needs no root and no network. Undefined when none of them runs.
 */
export function findBrowser(): FoundBrowser | undefined {
  const wished = process.env['E2E_BROWSER']
  const candidates =
    wished !== undefined ? [() => plain(wished)] : [shipped, ...installed.map((file) => () => plain(file))]
  for (const candidate of candidates) {
    const browser = candidate()
    if (browser && runs(browser)) return browser
  }
  return undefined
}

const plain = (executablePath: string): FoundBrowser => ({ executablePath, env: {} })

const installed = [
  process.env['CHROME_PATH'] ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
].filter((file) => file !== '')

function runs({ executablePath, env }: FoundBrowser): boolean {
  const run = spawnSync(executablePath, ['--version', '--no-sandbox'], {
    env: { ...process.env, ...env },
    timeout: 20_000,
  })
  return run.status === 0
}

function shipped(): FoundBrowser | undefined {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined
  const source = packageFolder()
  const version = /"version": "([^"]+)"/.exec(readFileSync(path.join(source, 'package.json'), 'utf8'))?.[1] ?? ''
  const folder = path.join(cacheFolder(), `chromium-${version}`)
  if (!existsSync(folder)) unpack(path.join(source, 'bin'), folder)
  return {
    executablePath: path.join(folder, 'chromium'),
    env: { LD_LIBRARY_PATH: path.join(folder, 'libraries/lib'), FONTCONFIG_FILE: path.join(folder, 'fonts.conf') },
  }
}

function packageFolder(): string {
  let folder = path.dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium'))
  while (!existsSync(path.join(folder, 'bin/chromium.br'))) folder = path.dirname(folder)
  return folder
}

/** Beside the packages, or somewhere private when they belong to somebody else. */
function cacheFolder(): string {
  const beside = fileURLToPath(new URL('../../node_modules/.cache/interra', import.meta.url))
  try {
    mkdirSync(beside, { recursive: true })
    accessSync(beside, constants.W_OK)
    return beside
  } catch {
    return mkdtempSync(path.join(tmpdir(), 'interra-browser-'))
  }
}

/** Takes two to four seconds, once. The package's own launcher is not used: it switches protections off. */
function unpack(packed: string, folder: string): void {
  const made = `${folder}.${process.pid}`
  const content = (name: string) =>
    brotliDecompressSync(readFileSync(path.join(packed, name)), { maxOutputLength: 2 ** 31 })
  mkdirSync(made, { recursive: true })
  writeFileSync(path.join(made, 'chromium'), content('chromium.br'), { mode: 0o755 })
  untar(content('al2023.tar.br'), path.join(made, 'libraries'))
  untar(content('fonts.tar.br'), path.join(made, 'fonts'))
  writeFileSync(path.join(made, 'fonts.conf'), fontConfiguration(folder))
  try {
    renameSync(made, folder)
  } catch (error) {
    rmSync(made, { recursive: true, force: true })
    if (!existsSync(folder)) throw error
  }
}

/** The configuration inside the package points nowhere, and without fonts the renderer dies. */
const fontConfiguration = (folder: string) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${folder}/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${folder}/font-cache</cachedir>
</fontconfig>
`
