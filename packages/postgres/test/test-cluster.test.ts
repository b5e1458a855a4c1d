import { expect, test } from '@jest/globals'
import { existsSync } from 'node:fs'
import { cloneDatabase, runSql, startTestCluster } from '../src/index.ts'
import { gone } from '../src/postmaster.ts'
import { startParent } from './parent-process.ts'

test('a copy of a database has its rows and a life of its own', async () => {
  const cluster = await startTestCluster()
  const template = await cloneDatabase(cluster.url, 'template1', 'the template')
  await runSql(template, ['create table word (text text)', `insert into word values ('bonjour')`])
  const [one, two] = await Promise.all(['one', 'two'].map((name) => cloneDatabase(cluster.url, 'the template', name)))
  await runSql(one ?? '', [`insert into word values ('marhaba')`])
  expect(await runSql(one ?? '', ['select count(*)::int from word'])).toEqual([{ count: 2 }])
  expect(await runSql(two ?? '', ['select count(*)::int from word'])).toEqual([{ count: 1 }])
  await cluster.stop()
  expect(existsSync(cluster.folder)).toBe(false)
})

test('a throwaway server and its folder disappear with a parent that is killed', async () => {
  const parent = startParent('throwaway')
  const { folder, pid } = described(await parent.ready)
  await parent.killed()
  expect(await gone(pid, 10_000)).toBe(true)
  for (let waited = 0; existsSync(folder) && waited < 10_000; waited += 50)
    await new Promise((resolve) => setTimeout(resolve, 50))
  expect(existsSync(folder)).toBe(false)
})

function described(value: unknown): { folder: string; pid: number } {
  if (typeof value === 'object' && value !== null && 'folder' in value && 'pid' in value)
    return { folder: String(value.folder), pid: Number(value.pid) }
  throw new Error('the parent did not describe its server')
}
