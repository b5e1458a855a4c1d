import { problemCodes } from '@interra/contracts'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { promisify } from 'node:util'
import { startApi, type Api } from '../harness.ts'
import { operations } from './objects.ts'

const apiFolder = path.resolve(import.meta.dirname, '../..')
let t: Api
beforeAll(async () => {
  t = await startApi()
})
afterAll(() => t.stop())

const served = async (address: string): Promise<unknown> => (await fetch(t.url + address)).json()

test('the committed description is the served one (pnpm openapi writes it)', async () => {
  const committed: unknown = JSON.parse(await readFile(path.join(apiFolder, 'openapi.json'), 'utf8'))
  expect(committed).toEqual(await served('/v1/openapi.json'))
})

test('the description passes the linter without a remark', async () => {
  const cli = createRequire(path.join(apiFolder, 'package.json')).resolve('@redocly/cli/bin/cli.js')
  const lint = [cli, 'lint', '--config', 'redocly.yaml', '--format', 'json', 'openapi.json']
  const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' }
  const { stdout } = await promisify(execFile)(process.execPath, lint, { cwd: apiFolder, env })
  expect(JSON.parse(stdout)).toMatchObject({ totals: { errors: 0, warnings: 0, ignored: 0 } })
})

test('every operation is described with the contract’s name, its access and its refusals', async () => {
  const { paths, components } = Object(await served('/v1/openapi.json'))
  for (const { name, route } of operations) {
    if (!t.app.hasRoute({ method: route.method, url: route.path })) continue
    const operation = Object(paths[route.path.replace(/:(\w+)/g, '{$1}')])[route.method.toLowerCase()]
    expect(operation).toMatchObject({ operationId: name, summary: route.summary, 'x-access': route.access })
    const told = JSON.stringify([operation, components.responses])
    expect(route.errors.filter((code) => !told.includes(code))).toEqual([])
  }
})

test('a document for keys holds what such keys open, and nothing it does not need', async () => {
  for (const kind of ['partner', 'reporting']) {
    const document = Object(await served(`/v1/${kind}/openapi.json`))
    const text = JSON.stringify(document)
    for (const [, item] of Object.entries(Object(document.paths)))
      for (const operation of Object.values(Object(item))) expect(Object(operation)['x-access']).toHaveProperty('keys')
    for (const name of Object.keys(document.components.schemas)) expect(text).toContain(`#/components/schemas/${name}"`)
  }
})

test('[L5] each refusal has a page that explains it in French and in English', async () => {
  for (const code of problemCodes) {
    const answer = await fetch(`${t.url}/problems/${code}`)
    const page = await answer.text()
    expect([code, answer.status, /lang="fr"/.test(page), /lang="en"/.test(page)]).toEqual([code, 200, true, true])
  }
  expect((await fetch(`${t.url}/problems/no-such-code`)).status).toBe(404)
})
