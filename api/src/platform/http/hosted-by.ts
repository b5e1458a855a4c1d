import type { Actor } from './context.ts'

/** Nobody hosts as this person: a host's account without a person behind it sees nothing. */
const nobody = '00000000-0000-0000-0000-000000000000'

/** A host without another role reads only the sessions they host: their person. Null: no such limit. */
export function onlyHostedBy({ roles, personId }: Pick<Actor, 'roles' | 'personId'>): string | null {
  return roles.every((role) => role === 'host') ? (personId ?? nobody) : null
}
