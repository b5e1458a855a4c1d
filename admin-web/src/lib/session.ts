import type { SessionInfo, VisibleSite } from '@interra/contracts'
import { useQuery, type QueryClient } from '@tanstack/react-query'
import { createContext, useContext, useEffect, useState } from 'react'
import { isOffline, routeOf } from './api.ts'
import { wallClock } from './dates.ts'
import { query, type RouteName } from './query.ts'
import { problemOf } from './problems.ts'
import { mayUse } from './rights.ts'
import { signal } from './signal.ts'

const kept = 'interra.session'
const keptSite = 'interra.site'

const SessionContext = createContext<SessionInfo | null>(null)
export const SessionProvider = SessionContext.Provider

/** Who is signed in. Only below the shell, where somebody is. */
export function useSession(): SessionInfo {
  const session = useContext(SessionContext)
  if (session === null) throw new Error('useSession outside of the shell')
  return session
}

/** `const can = useCan(); can('inviteAccount')`: whether a button or a page has a sense for this person. */
export function useCan(): (name: RouteName, siteId?: string) => boolean {
  const session = useSession()
  const today = wallClock(new Date(), timeZoneOf(session)).date
  return (name, siteId) => can(session, name, today, siteId)
}

export function can(session: SessionInfo, name: RouteName, today: string, siteId?: string): boolean {
  return mayUse(session, routeOf(name), today, siteId)
}

const timeZoneOf = (session: SessionInfo) => session.sites[0]?.timeZone ?? 'Europe/Brussels'

/**
 * Reads who is signed in; null when nobody. Without network the last answer serves, so that an attendance sheet opens
 * in a cellar; it is wiped at sign-out.
 */
export async function readSession(client: QueryClient): Promise<SessionInfo | null> {
  try {
    const session = await client.ensureQueryData({ ...query('whoAmI'), staleTime: 300_000, revalidateIfStale: true })
    keepSession(session)
    return session
  } catch (error) {
    if (problemOf(error).code === 'not-signed-in') return null
    const last = isOffline(error) ? localStorage.getItem(kept) : null
    if (last === null) throw error
    return JSON.parse(last) as SessionInfo
  }
}

/** The policy asks for a second factor and there is none yet. */
export function lacksSecondFactor({ secondFactor }: SessionInfo): boolean {
  return secondFactor.required && !secondFactor.enrolled
}

export function keepSession(session: SessionInfo): void {
  regainSession()
  localStorage.setItem(kept, JSON.stringify(session))
}

/** Whose this device is now, in every tab: nobody's from the moment somebody signs out. */
export function accountHere(): string | null {
  const last = localStorage.getItem(kept)
  return last === null ? null : (JSON.parse(last) as SessionInfo).account.id
}

const lost = signal(false)

/** The service no longer knows this session: the shell asks to sign in again, over the page, which keeps what was typed. */
export function loseSession(): void {
  lost.set(true)
}
export function regainSession(): void {
  lost.set(false)
}
export const useSessionLost = lost.use

/** Long enough to sign in again without haste (WCAG 2.2.1). */
const notice = 120_000

/** When the session ends, from two minutes before on; null until then, and when it is not known. */
export function useSessionEnding(): string | null {
  const { data } = useQuery({ ...query('whoAmI'), enabled: false })
  const endsAt = data?.endsAt
  const [ending, setEnding] = useState<string | null>(null)
  useEffect(() => {
    const look = () => setEnding(endsAt && Date.parse(endsAt) - Date.now() < notice ? endsAt : null)
    look()
    const timer = setInterval(look, 10_000)
    return () => clearInterval(timer)
  }, [endsAt])
  return ending
}

const farewells = new Set<() => Promise<void> | void>()

/** Registers what must be wiped from this device at sign-out (queues, drafts). */
export function onSignOut(wipe: () => Promise<void> | void): void {
  farewells.add(wipe)
}

/**
 * What screens have kept, whether they are open now or not. Emptied, not deleted: a deletion waits until every tab has let
 * go of the database, and would then take what the next person recorded meanwhile.
 */
async function emptyDatabases(): Promise<void> {
  for (const { name } of await indexedDB.databases()) if (name?.startsWith('interra-')) await emptyDatabase(name)
}

function emptyDatabase(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(name)
    opening.addEventListener('error', () => reject(opening.error))
    opening.addEventListener('success', () => {
      const database = opening.result
      const done = () => {
        database.close()
        resolve()
      }
      const stores = [...database.objectStoreNames]
      if (stores.length === 0) return done()
      const emptying = database.transaction(stores, 'readwrite')
      emptying.addEventListener('complete', done)
      emptying.addEventListener('abort', () => reject(emptying.error))
      for (const store of stores) emptying.objectStore(store).clear()
    })
  })
}

/** Leaves no personal data on the device. */
export async function forgetSession(client: QueryClient): Promise<void> {
  localStorage.removeItem(kept)
  localStorage.removeItem(keptSite)
  for (const wipe of farewells) await wipe()
  await emptyDatabases()
  client.clear()
  regainSession()
}

const chosenSite = signal<string | null>(localStorage.getItem(keptSite))

/** The site one works for at the moment (new records, default filters, wall time), and how to choose another. */
export function useSite(): {
  site: VisibleSite | undefined
  sites: readonly VisibleSite[]
  choose: (id: string) => void
} {
  const { sites } = useSession()
  const chosen = chosenSite.use()
  const choose = (id: string) => {
    localStorage.setItem(keptSite, id)
    chosenSite.set(id)
  }
  return { site: sites.find(({ id }) => id === chosen) ?? sites[0], sites, choose }
}
