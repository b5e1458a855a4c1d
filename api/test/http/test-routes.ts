import { closed, defineRoutes, idParam, line, nullable, pageOf, personal, Uuid, Version } from '@interra/contracts'
import type { FastifyInstance } from 'fastify'
import Type from 'typebox'
import type { Deps } from '../../src/platform/deps.ts'
import type { Handlers } from '../../src/platform/http/context.ts'
import { mount } from '../../src/platform/http/mount.ts'

const Note = closed('TestNote', {
  id: Uuid,
  siteId: Uuid,
  about: personal('C1', nullable(line())),
  secret: personal('C6', line()),
  version: Version,
})
const everybody = ['admin', 'coordinator', 'social_officer', 'reader', 'evaluator'] as const

/** Routes that exist in tests of the platform only. */
export const noteRoutes = defineRoutes({
  readNote: {
    method: 'GET',
    path: '/v1/test/notes/:noteId',
    summary: 'Read a note',
    access: { roles: everybody },
    params: idParam('noteId'),
    success: { status: 200, body: Note },
    errors: [],
  },
  listNotes: {
    method: 'GET',
    path: '/v1/test/notes',
    summary: 'List notes',
    access: { roles: everybody },
    success: { status: 200, body: pageOf('TestNotePage', Note) },
    errors: [],
  },
  addNote: {
    method: 'POST',
    path: '/v1/test/notes',
    summary: 'Add a note',
    access: { roles: ['coordinator'] },
    body: closed('AddTestNote', { about: line() }),
    success: { status: 201, body: closed('TestAdded', { id: Uuid, about: Type.String() }) },
    errors: ['session-full'],
    idempotency: 'required',
  },
  changeNote: {
    method: 'PUT',
    path: '/v1/test/notes/:noteId',
    summary: 'Change a note',
    access: { roles: ['coordinator'], keys: ['figures:read'] },
    params: idParam('noteId'),
    ifMatch: true,
    idempotency: 'accepted',
    success: { status: 200, body: closed('TestVersion', { read: Type.Integer() }) },
    errors: [],
  },
})

export function mountNotes(handlers: (deps: Deps) => Handlers<typeof noteRoutes>) {
  return (app: FastifyInstance, deps: Deps): void => mount(app, deps, 'test', noteRoutes, handlers(deps))
}
