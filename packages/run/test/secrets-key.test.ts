import { expect, test } from '@jest/globals'
import { mkdtempSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { secretsKey } from '../src/secrets-key.ts'
import { readSettings, serviceEnvironment } from '../src/settings.ts'

const folder = () => path.join(mkdtempSync(path.join(tmpdir(), 'interra-key-')), 'data')

test('the key of the shipped database is made once, for its owner alone', () => {
  const dataDir = folder()
  const key = secretsKey(dataDir)
  expect(Buffer.from(key, 'base64')).toHaveLength(32)
  expect(secretsKey(dataDir)).toBe(key)
  const file = path.join(dataDir, 'secrets-key')
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(readFileSync(file, 'utf8')).toBe(`${key}\n`)
  expect(secretsKey(folder())).not.toBe(key)
})

test('a database of one’s own gets no key that nobody chose', () => {
  const dataDir = folder()
  const settings = readSettings({ DATA_DIR: dataDir, DATABASE_URL: 'postgres://interra@127.0.0.1/interra' })
  expect(serviceEnvironment(settings, 'postgres://interra@127.0.0.1/interra')).not.toHaveProperty('SECRETS_KEY')
  const shipped = serviceEnvironment(readSettings({ DATA_DIR: dataDir }), 'postgres://interra@127.0.0.1/interra')
  expect(shipped['SECRETS_KEY']).toBe(secretsKey(dataDir))
})
