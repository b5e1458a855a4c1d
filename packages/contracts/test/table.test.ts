import { readdirSync } from 'node:fs'
import { expect, test } from '@jest/globals'
import type { TSchema } from 'typebox'
import { apiRoutes, declaredProblems, problemCodes, roles, type Route, type Routes } from '../src/index.ts'

const table: Routes = apiRoutes
const routes = Object.entries(table)
const folder = new URL('../src/', import.meta.url)

function modulesOfRoutes(): Promise<[string, Routes][]> {
  const files = readdirSync(folder).filter((name) => name.endsWith('.ts') && name !== 'index.ts')
  return Promise.all(
    files.map(async (file): Promise<[string, Record<string, unknown>]> => [
      file,
      (await import(new URL(file, folder).href)) as Record<string, unknown>,
    ]),
  ).then((loaded) =>
    loaded.flatMap(([file, exported]) =>
      Object.entries(exported)
        .filter(([name]) => name.endsWith('Routes'))
        .map(([, value]): [string, Routes] => [file, value as Routes]),
    ),
  )
}

/** Every schema below `schema` (itself too) that bears a title. */
function titled(schema: unknown, found: TSchema[] = []): TSchema[] {
  if (Array.isArray(schema)) schema.forEach((one) => titled(one, found))
  else if (typeof schema === 'object' && schema !== null) {
    if ('title' in schema && typeof schema.title === 'string') found.push(schema)
    Object.values(schema).forEach((one) => titled(one, found))
  }
  return found
}
const schemasOf = (route: Route) =>
  [route.params, route.query, route.body, route.success.body].filter((one) => one !== undefined)

test('an operation has one name: no module of routes repeats the name of another, and each is in the table', async () => {
  const names = (await modulesOfRoutes()).flatMap(([file, part]) => Object.keys(part).map((name) => ({ file, name })))
  const twice = names.filter((one) => names.some((other) => other !== one && other.name === one.name))
  expect(twice).toEqual([])
  expect(names.map(({ name }) => name).sort()).toEqual(Object.keys(table).sort())
})

test('an address and method lead to one operation', () => {
  const doors = routes.map(([, route]) => `${route.method} ${route.path.replace(/:\w+/g, ':id')}`)
  expect(doors.filter((door, at) => doors.indexOf(door) !== at)).toEqual([])
})

test.each(routes)('%s: members of the path are declared, and are UUIDs when they are ids', (_name, route) => {
  expect(route.path).toMatch(/^\/v1(\/(:[a-z]\w*|[a-z0-9.-]+))+$/)
  const inPath = [...route.path.matchAll(/:(\w+)/g)].map((match) => match[1])
  expect(Object.keys(route.params?.properties ?? {}).sort()).toEqual(inPath.sort())
  for (const [name, schema] of Object.entries<TSchema>(route.params?.properties ?? {}))
    if (name.endsWith('Id')) expect([name, (schema as { format?: string }).format]).toEqual([name, 'uuid'])
})

test.each(routes)('%s: access names known roles, never nobody', (_name, route) => {
  if (typeof route.access === 'string') return
  expect(route.access.roles.length + (route.access.keys?.length ?? 0)).toBeGreaterThan(0)
  for (const role of route.access.roles) expect(roles).toContain(role)
  expect(new Set(route.access.roles).size).toBe(route.access.roles.length)
})

test('the operations open without a role are these, and no other', () => {
  const open = (kind: string) =>
    routes
      .filter(([, route]) => route.access === kind)
      .map(([name]) => name)
      .sort()
  expect(open('public')).toEqual([
    'acceptByLink',
    'answerOffered',
    'answerSurvey',
    'checkInByLink',
    'declineByLink',
    'declineSurvey',
    'informByLink',
    'logByLink',
    'readApplicationLink',
    'readDuoLink',
    'readFeedbackLink',
    'readFollowLink',
    'readFunderLink',
    'readOffered',
    'readReferralForm',
    'readSurveyLink',
    'referByLink',
    'requestReset',
    'saveApplicationByLink',
    'setPassword',
    'signIn',
    'submitApplicationByLink',
    'tellFeedbackByLink',
    'withdrawByLink',
  ])
  expect(open('signed-in')).toEqual([
    'changePassword',
    'confirmSecondFactor',
    'removeSecondFactor',
    'setLocale',
    'signOut',
    'signOutEverywhere',
    'startSecondFactor',
    'whoAmI',
  ])
})

test.each(routes)('%s: bodies and queries refuse unknown members', (_name, route) => {
  for (const schema of [route.params, route.query, route.body])
    if (schema !== undefined && 'properties' in schema)
      expect((schema as { additionalProperties?: unknown }).additionalProperties).toBe(false)
  if (route.method === 'GET') expect(route.body).toBeUndefined()
  if (route.success.status === 204) expect(route.success.body).toBeUndefined()
})

test.each(routes)('%s: refusals are known, told once, and it has a summary', (_name, route) => {
  for (const code of declaredProblems(route)) expect(problemCodes).toContain(code)
  expect(new Set(route.errors).size).toBe(route.errors.length)
  expect(route.summary.length).toBeGreaterThan(3)
})

test('two schemas with one title are the same schema: OpenAPI names components by title', () => {
  const seen = new Map<string, string>()
  const different = new Set<string>()
  for (const [, route] of routes)
    for (const schema of schemasOf(route).flatMap((one) => titled(one))) {
      // a class of personal data stands beside the name, where the schema is used
      const {
        title,
        'x-personal-data': _,
        ...rest
      } = schema as unknown as { title: string; 'x-personal-data'?: string }
      const body = JSON.stringify(rest)
      if ((seen.get(title) ?? body) !== body) different.add(title)
      seen.set(title, body)
    }
  expect([...different]).toEqual([])
})
