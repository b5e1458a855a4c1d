import { sides, type Duo, type Side, type Today } from '@interra/contracts'
import { useQuery } from '@tanstack/react-query'
import { call, query } from '../../lib/query.ts'
import { useCan } from '../../lib/session.ts'

/** Whom a message about duos waits for that no e-mail takes: somebody of the team tells them, from Today. */
export function personsToTell({ waiting }: Today): ReadonlySet<string> {
  return new Set(
    waiting.flatMap(({ detail, toTell }) => (toTell && detail?.startsWith('duo-') ? [toTell.personId] : [])),
  )
}

/** The same, asked anew; nobody when it cannot be known. */
export async function askToTell(siteId: string): Promise<ReadonlySet<string>> {
  return call('getToday', { query: { site: siteId } }).then(personsToTell, () => new Set())
}

/** The sides of a duo that somebody of the team has something to tell. */
export function useSidesToTell(duo: Duo): readonly Side[] {
  const can = useCan()
  const { data } = useQuery({
    ...query('getToday', { query: { site: duo.siteId } }),
    enabled: can('noteTold', duo.siteId),
  })
  const persons = data ? personsToTell(data) : new Set<string>()
  return sides.filter((side) => persons.has(duo[side].person.personId))
}
