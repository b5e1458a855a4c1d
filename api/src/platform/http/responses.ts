import { declaredProblems, Problem, problems, type ProblemCode, type Route } from '@interra/contracts'
import Type, { type TSchema } from 'typebox'

const Text = Type.String()
const Empty = Type.Null()

/** What a route answers, by status, as Fastify and OpenAPI want it; the codes of one status are listed together. */
export function responsesOf(route: Route): Record<string, TSchema | object> {
  const { status, body, contentType, existing } = route.success
  const success =
    body === undefined && contentType === undefined
      ? { ...Empty, description: status === 202 ? 'Accepted' : 'Done' }
      : {
          description: status === 201 ? 'Created' : 'OK',
          content: { [contentType ?? 'application/json']: { schema: body ?? Text } },
        }
  const known = existing === undefined ? {} : { [existing]: { ...success, description: 'It was there already' } }
  const unchanged = route.ifNoneMatch ? { 304: { ...Empty, description: 'As it was' } } : {}
  return { ...known, [status]: success, ...unchanged, ...refusalsOf(declaredProblems(route)) }
}

function refusalsOf(codes: readonly ProblemCode[]): Record<string, object> {
  const byStatus = new Map<number, ProblemCode[]>()
  for (const code of [...codes].sort())
    byStatus.set(problems[code].status, [...(byStatus.get(problems[code].status) ?? []), code])
  return Object.fromEntries(
    [...byStatus].map(([status, ofStatus]) => [
      status,
      {
        description: ofStatus.map((code) => `\`${code}\`: ${problems[code].title}`).join('\n\n'),
        content: { 'application/problem+json': { schema: Problem } },
      },
    ]),
  )
}
