import { indicators } from '@interra/contracts'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { execFile, execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { startApi, type Api } from '../../../test/harness.ts'
import { columnNames } from './figure-rows.ts'

const folder = path.join(import.meta.dirname, '../../../../docs/reporting/samples')
const run = promisify(execFile)
let t: Api
let env: NodeJS.ProcessEnv
beforeAll(async () => {
  t = await startApi()
  const { key } = await (await t.as('admin')).createReportingKey({ body: { name: 'R', siteIds: [t.sites.liege] } })
  env = { ...process.env, INTERRA_URL: t.url, INTERRA_KEY: key, NO_PROXY: '*', no_proxy: '*' }
})
afterAll(() => t.stop())

const isThere = (command: string) => {
  try {
    return execFileSync(command, ['--version']).length > 0
  } catch {
    return false
  }
}

describe('[H11] the samples of the reporting door', () => {
  ;(isThere('curl') ? test : test.skip)('curl reads rows', async () => {
    const { stdout } = await run('sh', [path.join(folder, 'figures.sh')], { env })
    expect(stdout.split('\r\n')[0]).toBe(columnNames.join())
  })

  ;(isThere('python3') ? test : test.skip)('Python reads rows', async () => {
    const { stdout } = await run('python3', [path.join(folder, 'figures.py')], { env })
    expect(Number(stdout)).toBeGreaterThan(1)
  })

  test.each(['figures.sh', 'figures.py', 'figures.R', 'figures.pq'])(
    '%s asks for what there is, and holds no key',
    (name) => {
      const text = readFileSync(path.join(folder, name), 'utf8')
      expect(text).toContain('v1/reporting/figures.csv')
      for (const [id] of text.matchAll(/[A-Z]{3}-\d\d/g)) expect(indicators.map((one) => one.id)).toContain(id)
      expect(text).not.toMatch(/itr_(live|test)_/)
      for (const [open, close] of ['()', '[]', '{}'])
        expect([open, text.split(open ?? '').length]).toEqual([open, text.split(close ?? '').length])
    },
  )
})
