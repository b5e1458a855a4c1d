import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import { execFile } from 'node:child_process'
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { buildJobs } from '../../src/jobs.ts'
import { startJobs } from '../../src/platform/jobs.ts'
import { startApi, type Api } from '../harness.ts'
import { typesOf } from './types-of.ts'

jest.setTimeout(60_000)
const root = path.resolve(import.meta.dirname, '../../..')
const bin = (name: string) => path.join(root, 'node_modules/.bin', name)
const run = promisify(execFile)

/** Written from the document alone: it knows addresses and types by it, and no line of the service. */
const program = `
import { createServer } from 'node:http'
import type { Answers, Path, Schemas } from './partner-api'

const { INTERRA_URL, INTERRA_KEY } = process.env
async function ask<Body>(method: string, path: string, body?: unknown, key?: string): Promise<Body> {
  const headers: Record<string, string> = { authorization: 'Bearer ' + INTERRA_KEY }
  if (body !== undefined) headers['content-type'] = 'application/json'
  if (key !== undefined) headers['idempotency-key'] = key
  const answer = await fetch(INTERRA_URL + path, { method, headers, body: body === undefined ? null : JSON.stringify(body) })
  if (!answer.ok) throw new Error(await answer.text())
  return (await answer.json()) as Body
}
const at = (path: Path): string => path

const referral: Schemas['SendReferral'] = {
  partnerReference: 'generated-1',
  referredAt: '2026-11-20T09:30:00Z',
  referrer: { name: 'Claire Dubois', email: 'claire.dubois@example.org' },
  person: {
    givenName: 'Selam',
    contact: { preference: 'phone', phone: '+32470112233' },
    languages: [{ code: 'ti', level: 'native' }],
  },
  requestedServices: ['interact'],
  reasonCodes: ['isolation'],
  consent: {
    givenAt: '2026-11-20T09:00:00Z', method: 'oral', language: 'ti', textVersion: '2026-11',
    scopes: ['referral_receive', 'referral_feedback'],
  },
  dataProtectionCommitment: true,
}
const heard: string[] = []
const server = createServer((request, response) => {
  let text = ''
  request.on('data', (chunk: Buffer) => { text += chunk.toString() })
  request.on('end', () => {
    heard.push((JSON.parse(text) as { type: string }).type)
    response.writeHead(204).end()
  })
})
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
const address = server.address()
const port = typeof address === 'object' && address ? address.port : 0
await ask<Answers['addWebhookEndpoint'][201]>('POST', at('/v1/partner/webhooks'), { url: 'http://127.0.0.1:' + port })

const began = await ask<Answers['listOwnReferrals'][200]>('GET', at('/v1/partner/referrals') + '?updatedSince=2026-01-01T00:00:00Z')
const sent = await ask<Answers['sendReferral'][201]>('POST', at('/v1/partner/referrals'), referral, 'generated-1')
const again = await ask<Answers['sendReferral'][200]>('POST', at('/v1/partner/referrals'), referral, 'generated-2')
if (again.id !== sent.id) throw new Error('sent twice')
let [since, changed]: [string, string[]] = [began.updatedSince ?? '', []]
while (changed.length === 0) {
  const page = await ask<Answers['listOwnReferrals'][200]>('GET', at('/v1/partner/referrals') + '?updatedSince=' + since)
  changed = page.items.map((one) => one.partnerReference)
  since = page.updatedSince ?? ''
}
const own = await ask<Answers['getOwnReferral'][200]>(
  'GET', at('/v1/partner/referrals/{referralId}').replace('{referralId}', sent.id))
const withdrawal: Schemas['WithdrawReferral'] = { requestedBy: 'person' }
const ended = await ask<Answers['withdrawReferral'][200]>('POST', own.links.withdraw, withdrawal)
while (!heard.includes('referral.ended')) await new Promise((resolve) => setTimeout(resolve, 20))
server.close()
server.closeAllConnections()
console.log(JSON.stringify({ changed, status: ended.partnerStatus, heard }))
`

let t: Api
let folder: string
let jobs: { stop(): Promise<void> }
beforeAll(async () => {
  t = await startApi({ now: new Date().toISOString() })
  jobs = startJobs(t.deps, buildJobs(t.config), () => undefined)
  folder = await mkdtemp(path.join(tmpdir(), 'interra-generated-'))
  await symlink(path.join(root, 'node_modules'), path.join(folder, 'node_modules'))
})
afterAll(async () => {
  await rm(folder, { recursive: true })
  await jobs.stop()
  await t.stop()
})

test('[L1] a client whose types are generated from the document compiles, refers, reads, receives and withdraws', async () => {
  const document: unknown = await (await fetch(`${t.url}/v1/partner/openapi.json`)).json()
  await writeFile(path.join(folder, 'partner-api.d.ts'), typesOf(document))
  await writeFile(path.join(folder, 'client.mts'), program)
  const options = [
    '--noEmit',
    '--strict',
    '--skipLibCheck',
    '--target',
    'es2022',
    '--module',
    'preserve',
    '--types',
    'node',
  ]
  await run(bin('tsc'), [...options, '--typeRoots', path.join(root, 'node_modules/@types'), 'client.mts'], {
    cwd: folder,
  })
  const { key } = await t.partnerKey({ test: true })
  const env = { ...process.env, INTERRA_URL: t.url, INTERRA_KEY: key }
  const { stdout } = await run(bin('tsx'), ['client.mts'], { cwd: folder, env, timeout: 20_000 })
  expect(JSON.parse(stdout)).toEqual({
    changed: ['generated-1'],
    status: 'ended',
    heard: ['referral.received', 'referral.ended'],
  })
})
