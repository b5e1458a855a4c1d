import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { Webhook } from 'standardwebhooks'
import { buildJobs } from '../../src/jobs.ts'
import { startJobs } from '../../src/platform/jobs.ts'
import { startApi, type Api } from '../harness.ts'
import type { PartnerKey } from '../partners.ts'

const root = path.resolve(import.meta.dirname, '../../..')
const run = promisify(execFile)

/** The blocks of a guide that name a file. */
async function blocksOf(language: 'fr' | 'en'): Promise<Map<string, string>> {
  const text = await readFile(path.join(root, `docs/partners/quick-start.${language}.md`), 'utf8')
  return new Map(
    [...text.matchAll(/^```\w+ file=(\S+)\n(.*?)^```$/gms)].map(([, name = '', code = '']) => [name, code]),
  )
}
const withoutComments = (code: string) => code.replace(/^\s*(#|\/\/) .*$/gm, '')
const found = (program: string) =>
  (process.env['PATH'] ?? '').split(':').some((at) => existsSync(path.join(at, program)))

let t: Api
let partner: PartnerKey
let jobs: { stop(): Promise<void> }
let folder: string
beforeAll(async () => {
  t = await startApi({ now: new Date().toISOString() })
  jobs = startJobs(t.deps, buildJobs(t.config), () => undefined)
})
beforeEach(async () => {
  partner = await t.partnerKey({ test: true })
  folder = await mkdtemp(path.join(tmpdir(), 'interra-quick-start-'))
  for (const [name, code] of await blocksOf('fr')) await writeFile(path.join(folder, name), code)
})
afterEach(() => rm(folder, { recursive: true }))
afterAll(async () => {
  await jobs.stop()
  await t.stop()
})

/** What a program of the guide prints, run as a partner would. */
async function printed(program: string, args: readonly string[], more: Record<string, string> = {}): Promise<string> {
  const env = { ...process.env, INTERRA_URL: t.url, INTERRA_KEY: partner.key, ...more }
  const { stdout } = await run(program, [...args], { cwd: folder, env, timeout: 20_000 })
  return stdout
}
const referrals = async () => (await partner.client.listOwnReferrals()).items
const only = (name: string) => (found(name) ? test : test.skip)

describe('[L1] the quick start', () => {
  test('is the same program in both languages', async () => {
    const [french, english] = [await blocksOf('fr'), await blocksOf('en')]
    expect([...french.keys()]).toEqual([...english.keys()])
    expect(french.size).toBe(5)
    for (const [name, code] of french) expect(withoutComments(code)).toBe(withoutComments(english.get(name) ?? ''))
  })

  test('by curl: refers, reads what changed, asks to be told, withdraws', async () => {
    const text = await printed('sh', ['-eu', 'quick-start.sh'])
    expect(await referrals()).toMatchObject([{ partnerReference: 'dossier-2026-0042', partnerStatus: 'ended' }])
    expect(text).toContain('"updatedSince"')
    expect((await partner.client.listWebhookEndpoints()).items).toHaveLength(1)
  })

  test('in TypeScript: refers, reads, receives a message that it verifies, withdraws', async () => {
    const port = await freePort()
    const more = { PORT: String(port), WEBHOOK_URL: `http://127.0.0.1:${port}/interra` }
    const text = await printed(path.join(root, 'node_modules/.bin/tsx'), ['quick-start.mts'], more)
    expect(text).toContain('dossier-2026-0043 received')
    expect(text).toMatch(/webhook (ping|referral\.ended)/)
    expect(await referrals()).toMatchObject([{ partnerStatus: 'ended' }])
  })

  only('python3')('in Python: refers, reads, withdraws; verifies as the library signs', async () => {
    expect(await printed('python3', ['quick_start.py'])).toContain('dossier-2026-0044 received')
    expect(await referrals()).toMatchObject([{ partnerStatus: 'ended' }])
    const code = await readFile(path.join(folder, 'quick_start.py'), 'utf8')
    const verify = [code.split('\n')[0], ...(code.match(/^def verify.*?\n\n/ms) ?? [])].join('\n')
    const secret = `whsec_${Buffer.alloc(32, 3).toString('base64')}`
    const at = new Date()
    const headers = (body: string) => ({
      'webhook-id': 'msg_1',
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': `v1,old ${new Webhook(secret).sign('msg_1', at, body)}`,
    })
    const asked = (signed: string) =>
      `${verify}\nprint(verify('${secret}', ${JSON.stringify(headers(signed))}, b'{"type": "ping"}')["type"])`
    expect(await printed('python3', ['-c', asked('{"type": "ping"}')])).toBe('ping\n')
    await expect(printed('python3', ['-c', asked('{"type": "pong"}')])).rejects.toThrow('not signed by Interra')
  })

  only('php')('in PHP: refers, reads, withdraws', async () => {
    expect(await printed('php', ['quick-start.php'])).toContain('dossier-2026-0045 received')
    expect(await referrals()).toMatchObject([{ partnerStatus: 'ended' }])
  })
})

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = Object(server.address()) as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}
