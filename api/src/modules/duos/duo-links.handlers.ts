import {
  problem,
  type CheckInAnswer,
  type CheckInKind,
  type DuoInvitation,
  type duoLinkRoutes,
  type LinkPurpose,
  type Side,
} from '@interra/contracts'
import type { Db } from '../../platform/db/database.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Handlers, Scope } from '../../platform/http/context.ts'
import { accept, decline, isTaken } from './answers.ts'
import { markUsed, openLink, openOrUsedLink, readInvitation, type OpenLink } from './duo-links.store.ts'
import { findCheckIn, isSaid } from './duo-follow.store.ts'
import { findDuo, lockDuo, type StoredDuo } from './duos.store.ts'
import { answerCheckIn, note } from './follow.ts'

interface Holder {
  readonly body: { readonly token: string }
  readonly scope: Scope
}
type Work = (db: Db, held: StoredDuo, link: OpenLink, now: Date) => Promise<void>

/** What members do by their link, without an account: it opens one side of one duo, at its site and nowhere else. */
export const duoLinkHandlers = ({ database, clock, config }: Deps): Handlers<typeof duoLinkRoutes> => {
  /** The scope of whoever holds the link: its site. Throws `link-expired`. */
  const scopeOf = async ({ body: { token }, scope }: Holder, open = openLink): Promise<Scope> => {
    const { siteId } = await database.system('duo-link', (db) => open(db, token, clock.now()))
    return { ...scope, sites: [siteId], filterSites: [siteId] }
  }

  /** Acts by a link of one purpose. It is opened again once the duo is held: used twice at once, it works once. */
  const by = async (holder: Holder, purpose: LinkPurpose, work: Work, open = openLink): Promise<DuoInvitation> => {
    const scope = await scopeOf(holder, open)
    return database.write(scope, async (db) => {
      const now = clock.now()
      const { token } = holder.body
      const held = await lockDuo(db, scope, (await open(db, token, now)).duoId)
      const link = await open(db, token, now)
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

    checkInByLink: (call) => {
      const { token: _, ...answer } = call.body
      const work: Work = async (db, held, { id, side, used }, now) => {
        const { today } = await findDuo(db, { filterSites: [held.siteId] }, held.id, now)
        const { checkIn: kind } = await readInvitation(db, id, now)
        if (kind === null) throw problem('link-expired')
        if (used) return requireSaid(db, held, answer, { kind, side })
        await answerCheckIn({ db, config }, held, answer, { kind, side, through: 'link', accountId: null, today, now })
      }
      // a phone that heard no answer says the same once more
      return by(call, 'check_in', work, openOrUsedLink)
    },
  }
}

/** A proposal that came to nothing is refused in one way, so that nobody reads who declined; a partner found is told. */
function requireQuiet(held: StoredDuo): void {
  const closed = ['declined', 'expired', 'superseded'].includes(held.status) && !isTaken(held)
  if (closed)
    throw problem('act-not-possible', { params: { entity: 'duo', state: 'superseded', act: 'answer', possible: [] } })
}

/** Throws `link-expired` unless this very answer is kept: the link works once. */
async function requireSaid(
  db: Db,
  { id }: StoredDuo,
  answer: CheckInAnswer,
  { kind, side }: { readonly kind: CheckInKind; readonly side: Side },
): Promise<void> {
  if (!(await isSaid(db, (await findCheckIn(db, id, kind, side)).id, answer))) throw problem('link-expired')
}
