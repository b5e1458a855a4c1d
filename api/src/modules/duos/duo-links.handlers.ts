import { problem, type DuoInvitation, type duoLinkRoutes } from '@interra/contracts'
import type { Db } from '../../platform/db/database.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Handlers, Scope } from '../../platform/http/context.ts'
import { accept, decline, isTaken } from './answers.ts'
import { markUsed, openLink, readInvitation, type OpenLink } from './duo-links.store.ts'
import { findDuo, lockDuo, type StoredDuo } from './duos.store.ts'
import { answerCheckIn, note } from './follow.ts'
import type { LinkPurpose } from '@interra/contracts'

interface Holder {
  readonly body: { readonly token: string }
  readonly scope: Scope
}
type Work = (db: Db, held: StoredDuo, link: OpenLink, now: Date) => Promise<void>

/** What members do by their link, without an account: it opens one side of one duo, at its site and nowhere else. */
export const duoLinkHandlers = ({ database, clock, config }: Deps): Handlers<typeof duoLinkRoutes> => {
  /** The scope of whoever holds the link: its site. Throws `link-expired`. */
  const scopeOf = async ({ body: { token }, scope }: Holder): Promise<Scope> => {
    const { siteId } = await database.system('duo-link', (db) => openLink(db, token, clock.now()))
    return { ...scope, sites: [siteId], filterSites: [siteId] }
  }

  /** Acts by a link of one purpose. It is opened again once the duo is held: used twice at once, it works once. */
  const by = async (holder: Holder, purpose: LinkPurpose, work: Work): Promise<DuoInvitation> => {
    const scope = await scopeOf(holder)
    return database.write(scope, async (db) => {
      const now = clock.now()
      const { token } = holder.body
      const held = await lockDuo(db, scope, (await openLink(db, token, now)).duoId)
      const link = await openLink(db, token, now)
      if (link.purpose !== purpose) throw problem('link-expired')
      await work(db, held, link, now)
      await markUsed(db, link.id, now)
      return readInvitation(db, link.id, now)
    })
  }

  return {
    readDuoLink: async (call) => {
      const scope = await scopeOf(call)
      return database.read(scope, async (db) => {
        const now = clock.now()
        const link = await openLink(db, call.body.token, now)
        return readInvitation(db, link.id, now)
      })
    },

    acceptByLink: (call) =>
      by(call, 'answer', async (db, held, { side }, now) => {
        requireQuiet(held)
        await accept(db, held, { side, through: 'link', now })
      }),

    declineByLink: (call) =>
      by(call, 'answer', async (db, held, { side }) => {
        requireQuiet(held)
        await decline(db, held, side)
      }),

    logByLink: (call) =>
      by(call, 'log', async (db, held, { side }, now) => {
        const { token: _, ...meeting } = call.body
        const { today } = await findDuo(db, { filterSites: [held.siteId] }, held.id, now)
        await note(db, held, meeting, { loggedBy: side, accountId: null, today, now })
      }),

    checkInByLink: (call) =>
      by(call, 'check_in', async (db, held, { id, side }, now) => {
        const { token: _, ...answer } = call.body
        const { today } = await findDuo(db, { filterSites: [held.siteId] }, held.id, now)
        const { checkIn: kind } = await readInvitation(db, id, now)
        if (kind === null) throw problem('link-expired')
        await answerCheckIn({ db, config }, held, answer, { kind, side, through: 'link', accountId: null, today, now })
      }),
  }
}

/** A proposal that came to nothing is refused in one way, so that nobody reads who declined; a partner found is told. */
function requireQuiet(held: StoredDuo): void {
  const closed = ['declined', 'expired', 'superseded'].includes(held.status) && !isTaken(held)
  if (closed)
    throw problem('act-not-possible', { params: { entity: 'duo', state: 'superseded', act: 'answer', possible: [] } })
}
