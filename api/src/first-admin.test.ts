import { newTestDatabase } from '@interra/postgres'
import { expect, test } from '@jest/globals'
import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'

const root = path.resolve(import.meta.dirname, '../..')
const run = promisify(execFile)

test('the command opens an empty database, says what it wants, and refuses a second first site', async () => {
  const DATABASE_URL = await newTestDatabase()
  const admin = (...args: string[]) =>
    run(process.execPath, ['--import', 'tsx', path.join(root, 'packages/run/src/admin.ts'), ...args], {
      cwd: root,
      env: { ...process.env, DATABASE_URL, PUBLIC_URL: 'https://interra.example.org', SMTP_URL: '' },
    })
  const named = ['camille@example.org', 'Camille Dupré'] as const
  await expect(admin('not an address', 'Camille')).rejects.toMatchObject({ stderr: expect.stringContaining('Usage') })
  const { stdout } = await admin(...named, '--site', 'liege', 'Liège')
  expect(stdout).toMatch(/^https:\/\/interra\.example\.org\/set-password#[\w-]{20,}$/m)
  await expect(admin(...named, '--site', 'namur', 'Namur')).rejects.toThrow('There is a site already')
}, 90_000)
