import swagger from '@fastify/swagger'
import { keyKinds, scopesOfKind, type KeyKind, type KeyScope } from '@interra/contracts'
import { partnerExamples } from '@interra/contracts/partner-examples'
import type { FastifyInstance, FastifySchema } from 'fastify'
import { liftShared, onlyOperations, withExamples, type Document } from './openapi-document.ts'
import type { Operation } from './operation.ts'

const info = {
  title: 'Interra API',
  version: '1.0.0',
  description:
    'Workshops, sessions, people and figures of Interra. People sign in with a cookie; programs send a key as ' +
    '`Authorization: Bearer`. Refusals are `application/problem+json` (RFC 9457) with a code of a closed catalogue: ' +
    'see `/problems/{code}`. A change of an existing record sends `If-Match` with the ETag it read.',
  license: { name: 'Proprietary', identifier: 'LicenseRef-Proprietary' },
}

const scopeWords: Readonly<Record<KeyScope, string>> = {
  'referrals:read': 'Read what became of one’s own referrals',
  'referrals:write': 'Send, complete and withdraw referrals',
  'webhooks:manage': 'Say where to be told, and look at what was told',
  'workshops:read': 'Read what is open to everybody',
  'figures:read': 'Read figures without names',
  'attendances:read': 'Read who came to what, under pseudonyms',
}

/** Describes the mounted routes at `/v1/openapi.json`, and the parts that keys open at `/v1/<kind>/openapi.json`. */
export async function describeApi(app: FastifyInstance, cookieName: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.1',
      info,
      servers: [{ url: '/', description: 'This installation' }],
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: cookieName, description: 'Set by signing in' },
          key: { type: 'http', scheme: 'bearer', description: 'A key' },
          token: {
            type: 'oauth2',
            description: 'A token of one hour, got with the eight characters that name the key and the key itself',
            flows: { clientCredentials: { tokenUrl: '/v1/oauth/token', scopes: scopeWords } },
          },
        },
      },
    },
    transform: ({ schema, url, route }) => ({
      schema: documented(schema, route.config?.operation),
      url,
    }),
    transformObject: (made) =>
      'openapiObject' in made ? withExamples(liftShared(made.openapiObject), partnerExamples) : made.swaggerObject,
  })
  const config = { open: true } as const
  const document = () => app.swagger() as Document
  app.get('/v1/openapi.json', { config }, async () => document())
  for (const kind of keyKinds)
    app.get(`/v1/${kind}/openapi.json`, { config }, async () => onlyOperations(document(), opensTo(kind)))
}

/** Whether keys of this kind can open an operation, by the scopes in its `x-access`. */
function opensTo(kind: KeyKind) {
  const scopes: readonly string[] = scopesOfKind[kind]
  return (access: unknown): boolean => {
    const keys: unknown = Reflect.get(Object(access), 'keys')
    return Array.isArray(keys) && keys.some((scope) => scopes.includes(scope))
  }
}

/** The mounted schema, with who may call and the headers that `mount` reads. Routes outside the contract are not described. */
function documented(schema: FastifySchema | undefined, operation: Operation | undefined): FastifySchema {
  if (!schema || !operation) return { hide: true }
  const { access } = operation.route
  const headers = headersOf(operation)
  return {
    ...schema,
    ...(headers && { headers }),
    security: securityOf(operation),
    'x-access': access,
  } as FastifySchema
}

function securityOf({ route: { access } }: Operation): Record<string, string[]>[] {
  if (access === 'public') return []
  const people = { session: [] }
  if (typeof access !== 'object' || !access.keys) return [people]
  return [...(access.roles.length > 0 ? [people] : []), { key: [] }, { token: [...access.keys] }]
}

function headersOf({ route }: Operation): object | undefined {
  const properties: Record<string, object> = {}
  const required: string[] = []
  if (route.method !== 'GET' && route.access !== 'public') {
    properties['X-Interra-Client'] = { type: 'string', description: 'Any value; needed with the session cookie' }
  }
  if (route.ifMatch) {
    properties['If-Match'] = { type: 'string', pattern: '^"\\d+"$', description: 'The ETag that was read' }
    required.push('If-Match')
  }
  if (route.ifNoneMatch)
    properties['If-None-Match'] = { type: 'string', description: 'The ETag that was read: 304 while nothing changed' }
  if (route.idempotency) {
    const description = 'The same key again within 7 days answers what was answered first'
    properties['Idempotency-Key'] = { type: 'string', minLength: 1, maxLength: 255, description }
    if (route.idempotency === 'required') required.push('Idempotency-Key')
  }
  return Object.keys(properties).length > 0 ? { type: 'object', properties, required } : undefined
}
