import { cloneDatabase, freePort, testServerVariable } from '@interra/postgres'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { startService } from '../../packages/run/src/service.ts'
import { readSettings } from '../../packages/run/src/settings.ts'
import { demoAccountsVariable, demoTemplateVariable } from '../../packages/run/src/test-demo.ts'
import { openWindow, type OpenApp, type OpenOptions } from './browser.ts'

export interface DemoAccount {
  readonly email: string
  readonly password: string
  readonly role: string
  readonly site: string
}

export interface DemoApp {
  /** Where the service and the screens are, as people type it. */
  readonly url: string
  /** The superuser's address of its database. */
  readonly databaseUrl: string
  /** Where it writes: e-mails are in `mail`, its log in `api.log`. */
  readonly dataDir: string
  readonly accounts: readonly DemoAccount[]
  /** The account of that role, at that site when one is given. */
  account(role: string, site?: string): DemoAccount
  stop(): Promise<void>
}

/** What `npm start` serves, built, as a process of its own, on a fresh copy of the demo. Takes about a second. */
export async function startDemoApp(env: Readonly<Record<string, string>> = {}): Promise<DemoApp> {
  const template = process.env[demoTemplateVariable] ?? ''
  const name = `${template}_${randomBytes(6).toString('hex')}`
  const databaseUrl = await cloneDatabase(process.env[testServerVariable] ?? '', template, name)
  const dataDir = mkdtempSync(path.join(tmpdir(), 'interra-demo-'))
  const settings = readSettings({ ...env, PORT: String(await freePort()), DATA_DIR: dataDir })
  const service = startService(settings, databaseUrl, env)
  await service.ready()
  const accounts = readAccounts()
  const account = (role: string, site?: string) => {
    const found = accounts.find((one) => one.role === role && (site === undefined || one.site === site))
    if (!found) throw new Error(`the demo has no ${role}${site === undefined ? '' : ` at ${site}`}`)
    return found
  }
  return { url: settings.publicUrl, databaseUrl, dataDir, accounts, account, stop: () => service.stop() }
}

function readAccounts(): DemoAccount[] {
  const content: unknown = JSON.parse(readFileSync(process.env[demoAccountsVariable] ?? '', 'utf8'))
  if (typeof content !== 'object' || content === null || !('accounts' in content) || !Array.isArray(content.accounts))
    throw new Error('the demo wrote no accounts')
  return content.accounts.map((one) => ({
    email: String(one.email),
    password: String(one.password),
    role: String(one.role),
    site: String(one.site),
  }))
}

/**
 * A window of somebody who is signed in, for tests about something else than the door: on that page, in the language of the
 * window when one is named. Without an address nothing is loaded, and `page.request` speaks to the service.
 */
export async function openAs(
  app: DemoApp,
  account: DemoAccount,
  address?: string,
  options: OpenOptions = {},
): Promise<OpenApp> {
  const opened = await openWindow(app.url, options)
  await signInAs(opened.page, account)
  if (options.locale !== undefined) {
    const data = { locale: options.locale.slice(0, 2) }
    await opened.page.request.put('/v1/auth/locale', { data, headers: { 'x-interra-client': '1' } })
  }
  if (address !== undefined) {
    await opened.page.goto(address)
    await opened.page.getByRole('heading', { level: 1 }).waitFor()
  }
  return opened
}

/** Signs in without the form; reload or open a page afterwards. */
export async function signInAs(page: Page, { email, password }: DemoAccount): Promise<void> {
  const answer = await page.request.post('/v1/auth/session', {
    data: { email, password },
    headers: { 'x-interra-client': '1' },
  })
  if (answer.status() !== 201) throw new Error(`signing in as ${email} was answered with ${answer.status()}`)
}
