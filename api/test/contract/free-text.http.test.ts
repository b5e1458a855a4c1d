import { holdsFreeText } from '@interra/contracts'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { startApi, type Api } from '../harness.ts'
import { oneOfEach, operations, paramsOf, send, type Operation, type Request } from './objects.ts'
import { valid, type Known } from './values.ts'

let t: Api
let known: Known
beforeAll(async () => {
  t = await startApi()
  known = await oneOfEach(t, 'liege')
})
afterAll(() => t.stop())

type Schema = Readonly<Record<string, unknown>>
interface Place {
  readonly pointer: string
  readonly schema: Schema
  /** A body that fits, with the given value there. */
  with(value: unknown): unknown
}

/** Every place of a body where a text may stand, however deep. */
function textsOf(schema: Schema): Place[] {
  const { type, properties, items, anyOf } = schema
  if (type === 'string') return [{ pointer: '', schema, with: (value) => value }]
  if (Array.isArray(anyOf)) return anyOf.flatMap((one: Schema) => textsOf(one))
  if (type === 'array')
    return textsOf(items as Schema).map((place) => ({
      ...place,
      pointer: `/0${place.pointer}`,
      with: (value) => [place.with(value)],
    }))
  const [whole] = fc.sample(valid(schema, known), { numRuns: 1, seed: 7 })
  return Object.entries(Object(properties) as Record<string, Schema>).flatMap(([name, member]) =>
    textsOf(member).map((place) => ({
      ...place,
      pointer: `/${name}${place.pointer}`,
      with: (value) => ({ ...Object(whole), [name]: place.with(value) }),
    })),
  )
}
const isFree = ({ schema }: Place) => holdsFreeText(schema)
const bodies = operations.flatMap((operation) => {
  const { body } = operation.route
  return body ? [{ operation, body: body as unknown as Schema }] : []
})

/** Of the first role that may do it, or of a partner's program where none may. */
async function callerOf({ route: { access } }: Operation): Promise<Pick<Request, 'cookie' | 'headers'>> {
  if (typeof access === 'object' && access.roles.length === 0)
    return { headers: { authorization: `Bearer ${known['partnerKey']}` } }
  const role = typeof access === 'object' ? (access.roles[0] ?? 'admin') : 'admin'
  return { cookie: (await t.signIn(role, { site: 'liege' })).cookie }
}

describe('no text of any body brings in a national register number', () => {
  test.each(bodies.map(({ operation, body }) => [operation.name, operation, body] as const))(
    '%s',
    async (_, operation, body) => {
      const { route } = operation
      const places = route.judgesParts ? [] : textsOf(body).filter(isFree)
      const caller = places.length > 0 ? await callerOf(operation) : {}
      for (const { pointer, with: bodyWith } of places) {
        const sent = await send(t, route, {
          params: paramsOf(route, known),
          body: bodyWith('85.07.30-033.28'),
          ...caller,
        })
        expect([pointer, sent.code, sent.json]).toEqual([
          pointer,
          'national-number-refused',
          expect.objectContaining({ errors: [expect.objectContaining({ pointer })] }),
        ])
        expect(sent.text).not.toContain('033.28')
      }
    },
  )

  test('what is written freely is made of `line` and `text`: nothing else escapes', () => {
    const others = bodies.flatMap(({ operation, body }) =>
      textsOf(body)
        .filter((place) => !isFree(place))
        .filter(({ schema }) => !('pattern' in schema || 'format' in schema || 'enum' in schema || 'const' in schema))
        .map(({ pointer }) => `${operation.name}${pointer}`),
    )
    // passwords are hashed, searches are kept nowhere, of a file each row is judged as a body of its own
    const files = ['checkReferralFile/text', 'importReferralFile/text']
    const passwords = ['changePassword/currentPassword', 'changePassword/newPassword', 'setPassword/password']
    expect(others.sort()).toEqual([...passwords, ...files, 'signIn/password'].sort())
    expect(operations.filter(({ route }) => route.judgesParts).map(({ name }) => name)).toEqual(['recordAttendance'])
  })
})
