import { describe, expect, test } from '@jest/globals'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { migrationsFolder } from '../../src/platform/db/migrate.ts'

/** What came after PostgreSQL 15, by the version that brought it. */
const newer: readonly (readonly [string, RegExp])[] = [
  ['16 any_value', /\bany_value\s*\(/i],
  ['16 array_shuffle, array_sample', /\barray_(shuffle|sample)\s*\(/i],
  ['16 SQL/JSON constructors', /\bjson_(arrayagg|objectagg|array|scalar|serialize)\s*\(|\bis\s+(not\s+)?json\b/i],
  ['16 date_add, date_subtract', /\bdate_(add|subtract)\s*\(/i],
  ['16 system_user', /\bsystem_user\b/i],
  ['16 erf', /\berfc?\s*\(/i],
  ['16 grant with inherit or set', /\bwith\s+(inherit|set)\s+(true|false|option)\b/i],
  ['16 underscores in numbers', /(?<![\w$.])\d+_\d{3}\b/],
  ['17 SQL/JSON queries', /\bjson_(table|value|query|exists)\s*\(/i],
  ['17 merge returning', /\bmerge_action\s*\(|\bwhen\s+not\s+matched\s+by\s+source\b/i],
  ['17 uuid_extract', /\buuid_extract_\w+\s*\(/i],
  ['17 random in a range', /\brandom\s*\(\s*[^)\s]/i],
  ['17 to_bin, to_oct', /\bto_(bin|oct)\s*\(/i],
  ['17 transaction_timeout', /\btransaction_timeout\b/i],
  ['17 on_error of copy', /\bon_error\b/i],
  ['17 maintain', /\bgrant\s+maintain\b/i],
  ['18 uuidv7, uuidv4', /\buuidv[47]\s*\(/i],
  ['18 returning old, new', /\breturning\b[^;]*\b(old|new)\./i],
  ['18 without overlaps', /\bwithout\s+overlaps\b|,\s*period\s+\w+\s*\)/i],
  ['18 virtual generated columns', /\)\s*virtual\b/i],
  ['18 not enforced', /\bnot\s+enforced\b/i],
  ['18 casefold, array_sort, array_reverse, crc32', /\b(casefold|array_sort|array_reverse|crc32c?)\s*\(/i],
]

const root = path.join(import.meta.dirname, '../..')
const filesIn = (folder: string, end: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(end))
    .map((file) => path.join(folder, file))

/** All SQL there is: the migrations, and whatever stands in quotes or templates of the source. */
function sqlTexts(): { file: string; text: string }[] {
  const migrations = filesIn(migrationsFolder(), '.sql').map((file) => ({
    file,
    text: readFileSync(file, 'utf8').replaceAll(/--.*$/gm, ''),
  }))
  const source = filesIn(path.join(root, 'src'), '.ts').flatMap((file) => {
    const quoted = readFileSync(file, 'utf8').match(/`(?:\\.|[^`\\])*`|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"/g) ?? []
    return quoted
      .filter((text) => /\b(select|insert|update|delete|from|returning)\b/i.test(text))
      .map((text) => ({ file, text }))
  })
  return [...migrations, ...source]
}

/** PostgreSQL 16 made the name of a sub-select in FROM optional; 15 insists. */
function namelessSubselects(text: string): string[] {
  const found: string[] = []
  for (const { index, 0: opening } of text.matchAll(/\b(from|join|lateral)\s*\(\s*(?=select\b|values\b|with\b)/gi)) {
    let depth = 1
    let end = index + opening.length
    for (; depth > 0 && end < text.length; end++) {
      if (text[end] === '(') depth++
      if (text[end] === ')') depth--
    }
    const follows = /^\s*(\w+|"|\$\{)?/.exec(text.slice(end))?.[1]?.toLowerCase()
    const isName =
      follows !== undefined &&
      !/^(where|group|order|limit|on|join|left|inner|cross|union|having|window|for)$/.test(follows)
    if (depth === 0 && !isName) found.push(text.slice(index, end).replaceAll(/\s+/g, ' '))
  }
  return found
}

describe('the SQL of the project runs on PostgreSQL 15', () => {
  const texts = sqlTexts()

  test('nothing newer is used', () => {
    expect(texts.length).toBeGreaterThan(10)
    const found = texts.flatMap(({ file, text }) =>
      newer.filter(([, pattern]) => pattern.test(text)).map(([what]) => `${path.relative(root, file)}: ${what}`),
    )
    expect(found).toEqual([])
  })

  test('every sub-select in FROM has a name', () => {
    expect(
      texts.flatMap(({ file, text }) => namelessSubselects(text).map((one) => `${path.relative(root, file)}: ${one}`)),
    ).toEqual([])
  })

  test('the scan sees what it looks for', () => {
    expect(namelessSubselects('select * from (select (1)) where true')).toHaveLength(1)
    expect(namelessSubselects('select * from (select (1)) as one join lateral (select 2) two on true')).toEqual([])
    expect(
      newer.filter(([, pattern]) => pattern.test('insert into a values (uuidv7()) returning new.id')),
    ).toHaveLength(2)
  })
})
