import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { inRoot } from './paths.ts'
import { say } from './progress.ts'
import { provedTests, rowsOf, type ProvedTest } from './row-list.ts'

// `pnpm rows`: each row of docs/rows.md with its tests. `--issue` fails when a row that must be proved today has none.
const dueNow = [
  'A1 A2 A3 A4 A5 A7 A8 A10 A11 A12 A13 A14 A15 A16 B1 B2 B3 B4 B5 B6 B7 B9 J1 J2 J6',
  'C1 C2 C3 C4 C5 C6 C7 C8 C9 C10 C11 C12 C13 D1 D2 D3 D4 D5 M4 M5 M6 M8',
  'E1 E2 E3 E4 E5 E6 E7 E8 E9 E10 E11 E12 E13 E14 E15 E16 G1 G2 G3 M16 M19',
  'F1 F2 F3 F4 F5 F6 F7 F8 F9 F10 F11 L1 L2 L3 L4 L5 L6 L7 L8 L9',
  'H1 H2 H3 H4 H5 H6 H7 H8 H9 H10 H11 H12 H13 H14 K5 M1 M2 M3 M7 M8 M9 M10 M11 M12 M13 M14 M15 M16 M17',
].flatMap((rows) => rows.split(' '))

const rows = rowsOf(readFileSync(inRoot('docs/rows.md'), 'utf8'))
const tests = ['api', 'admin-web', 'e2e', 'packages'].flatMap((folder) => testsBelow(folder))
const onlyDue = process.argv.includes('--issue')

for (const row of onlyDue ? rows.filter(({ id }) => dueNow.includes(id)) : rows) {
  say(`${row.id.padEnd(4)}${row.title}`)
  for (const test of tests.filter(({ ids }) => ids.includes(row.id))) say(`      ${test.name}  (${test.file})`)
}
const proved = new Set(tests.flatMap(({ ids }) => ids))
const unproved = rows.filter(({ id }) => !proved.has(id)).map(({ id }) => id)
const missing = dueNow.filter((id) => !proved.has(id))
const unknown = [...proved].filter((id) => !rows.some((row) => row.id === id))

say(`\n${rows.length - unproved.length} of ${rows.length} rows have a test. Without: ${unproved.join(' ') || 'none'}`)
if (unknown.length > 0) say(`Tests name rows that do not exist: ${unknown.join(' ')}`)
if (onlyDue)
  say(missing.length === 0 ? 'Every row due now has a test.' : `Due now and without a test: ${missing.join(' ')}`)
process.exitCode = unknown.length > 0 || (onlyDue && missing.length > 0) ? 1 : 0

function testsBelow(folder: string): ProvedTest[] {
  return readdirSync(inRoot(folder), { withFileTypes: true }).flatMap((entry) => {
    const name = path.posix.join(folder, entry.name)
    if (entry.isDirectory()) return ['node_modules', 'dist'].includes(entry.name) ? [] : testsBelow(name)
    return /\.test\.tsx?$/.test(name) ? provedTests(name, readFileSync(inRoot(name), 'utf8')) : []
  })
}
