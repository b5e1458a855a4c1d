import { describe, expect, test } from '@jest/globals'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { ConfigError, describe as describeVariable, Environment, loadConfig } from '../src/config.ts'

const url = { DATABASE_URL: 'postgres://interra@127.0.0.1/interra' }

function faultsOf(env: Record<string, string>): readonly string[] {
  try {
    loadConfig(env)
    return []
  } catch (error) {
    if (error instanceof ConfigError) return error.faults
    throw error
  }
}

describe('the configuration', () => {
  test('needs nothing but the address of a database', () => {
    const config = loadConfig(url)
    expect(config).toMatchObject({
      port: 3000,
      secure: false,
      cookieName: 'interra',
      dataDir: '.data',
      mailDir: '.data/mail',
    })
    expect(config.publicUrl.href).toBe('http://localhost:3000/')
    expect(Object.isFrozen(config)).toBe(true)
  })

  test('tells everything that is wrong at once, by name', () => {
    const faults = faultsOf({ PORT: '70000', POOL_MAX: 'many', LOG_LEVEL: 'loud', SMTP_URL: 'mail.example.org' })
    expect(faults.map((fault) => fault.split(' ')[0]).sort()).toEqual([
      'DATABASE_URL',
      'LOG_LEVEL',
      'POOL_MAX',
      'PORT',
      'SMTP_URL',
    ])
  })

  test.each([
    ['https://interra.example.org', true, '__Host-interra'],
    ['http://localhost:3000', false, 'interra'],
    ['http://127.0.0.1:8080', false, 'interra'],
    ['http://[::1]:8080', false, 'interra'],
  ])('the cookie at %s is marked for https: %s', (address, secure, cookieName) => {
    expect(loadConfig({ ...url, PUBLIC_URL: address })).toMatchObject({ secure, cookieName })
  })

  test.each([
    'http://interra.example.org',
    'http://192.168.1.20:3000',
    'http://localhost.example.org',
    'ftp://localhost',
  ])('an address that would send the cookie in the clear is refused: %s', (address) => {
    expect(faultsOf({ ...url, PUBLIC_URL: address })).toHaveLength(1)
  })

  test('the operator’s guide has the same table', async () => {
    const guide = await readFile(path.resolve(import.meta.dirname, '../../docs/operating.md'), 'utf8')
    for (const [name, schema] of Object.entries(Environment.properties)) {
      const byDefault =
        'default' in schema ? `\`${String(schema.default)}\`` : name === 'DATABASE_URL' ? 'required' : ''
      expect(guide).toContain(`| \`${name}\` | ${byDefault} | ${describeVariable(schema)} |`)
    }
    const told = [...guide.matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, name]) => name)
    expect(told).toEqual(Object.keys(Environment.properties))
  })
})
