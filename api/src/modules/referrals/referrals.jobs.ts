import { who, type PartnerStatus, type ReferralState, type SendReferral } from '@interra/contracts'
import type { Config } from '../../config.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Job } from '../../platform/jobs.ts'
import { mailLocaleFor } from '../../platform/mail/day-words.ts'
import { queueMessage } from '../../platform/outbox.ts'
import { lockReferral, takeStep, type ReferralRow } from './referral-steps.store.ts'
import { expirableSql, firstPresencesSql, remindSql, toldSql, wipeSql } from './referrals.jobs.sql.ts'

/** So many in one round; the next round takes the rest. */
const atOnce = 500
const dayMs = 86_400_000
/** What was withdrawn is erased after so many days. */
const keptDays = 30

interface Owed extends Record<string, unknown> {
  readonly siteId: string
  readonly today: string
  readonly accountId: string
  readonly name: string
  readonly email: string
  readonly locale: string
  readonly referrals: readonly { readonly partner: string; readonly days: number }[]
}

/** Each morning, one letter to whoever looks after referrals that wait too long; nobody's go to the whole team. */
export const remindReferralsJob: Job = {
  cron: '0 6 * * *',
  run: ({ database, clock, config }) =>
    database.system('remind-referrals', async (db) => {
      for (const owed of await db.hot<Owed>(remindSql, [clock.now(), who.team])) await remind(db, config, owed)
    }),
}

async function remind(db: Db, config: Config, { siteId, today, accountId, referrals, ...to }: Owed): Promise<void> {
  await queueMessage(db, {
    siteId,
    accountId,
    kind: 'referrals-late',
    locale: mailLocaleFor(to.locale),
    address: to.email,
    payload: {
      name: to.name,
      count: String(referrals.length),
      list: referrals.map(({ partner, days }) => `${partner} (${days})`).join(' · '),
      link: new URL('/referrals?show=late', config.publicUrl).href,
    },
    dedupeKey: `referrals-late:${accountId}:${siteId}:${today}`,
  })
}

interface OfSite extends Record<string, unknown> {
  readonly id: string
  readonly siteId: string
}

/** Each in a transaction of its own, as it stands once it is held. */
async function each<T extends OfSite>(
  { database }: Deps,
  task: string,
  found: readonly T[],
  step: (db: Db, row: ReferralRow, one: T) => Promise<void>,
): Promise<void> {
  for (const one of found)
    await database.system(task, async (db) => {
      const row = await lockReferral(db, { filterSites: [one.siteId] }, one.id)
      await step(db, row, one)
    })
}

/** Ends what nobody answered so long after the reminder, or to what the information asked for never came. */
export const expireReferralsJob: Job = {
  cron: '20 * * * *',
  async run(deps) {
    const [task, at] = ['expire-referrals', deps.clock.now()]
    const due = await deps.database.system(task, (db) => db.hot<OfSite>(expirableSql, [at, atOnce]))
    await each(deps, task, due, (db, row) =>
      ['received', 'under_review', 'needs_info'].includes(row.status)
        ? takeStep(db, row, 'expire', { at, actorKind: 'system', actorId: null })
        : Promise.resolve(),
    )
  },
}

/** Whoever came for the first time has begun: seen from the sheets, whoever marked them. */
export const engageReferredJob: Job = {
  cron: '*/10 * * * *',
  async run(deps) {
    const [task, at] = ['engage-referred', deps.clock.now()]
    const came = await deps.database.system(task, (db) =>
      db.hot<OfSite & { cameOn: string }>(firstPresencesSql, [atOnce]),
    )
    await each(deps, task, came, (db, row, { cameOn: firstPresenceOn }) =>
      ['accepted', 'contacted', 'first_meeting_set'].includes(row.status)
        ? takeStep(db, row, 'engage', { at, actorKind: 'system', actorId: null, change: { firstPresenceOn } })
        : Promise.resolve(),
    )
  },
}

/** Empties what was withdrawn 30 days ago; that it was there is still counted. */
export const wipeReferralsJob: Job = {
  cron: '40 3 * * *',
  async run({ database, clock }) {
    const now = clock.now()
    const before = new Date(now.getTime() - keptDays * dayMs)
    await database.system('wipe-referrals', (db) => db.hot(wipeSql, [before, now]))
  },
}

interface Told extends OfSite {
  readonly personId: string | null
  readonly reference: string
  readonly feedback: boolean
  readonly received: SendReferral | null
  readonly seq: number
  readonly toStatus: ReferralState
  readonly partnerStatus: PartnerStatus | null
  readonly actorKind: string
  readonly said: string
  readonly partner: string
  readonly partnerEmail: string | null
  readonly partnerLocale: string
  readonly withdrawnBy: string | null
}

/** Tells the partner what it may know, and the person what concerns them, of one step. Asked for twice, told once. */
export const tellReferralJob: Job = {
  async run({ database }, payload) {
    const eventId = String(Reflect.get(Object(payload), 'eventId'))
    await database.system('tell-referral', async (db) => {
      const [step] = await db.hot<Told>(toldSql, [eventId])
      if (!step?.received) return
      if (step.feedback && step.partnerStatus !== null && step.actorKind !== 'partner') await tellPartner(db, step)
      await tellPerson(db, step, step.received)
    })
  },
}

/** By its reference alone: the letter names nobody. */
async function tellPartner(db: Db, step: Told): Promise<void> {
  const { siteId, id, seq, reference, toStatus, partnerStatus, said, received } = step
  const { referrer, caseWorker } = received ?? {}
  await queueMessage(db, {
    siteId,
    kind: 'referral-partner',
    locale: mailLocaleFor(step.partnerLocale),
    address: caseWorker?.email ?? referrer?.email ?? step.partnerEmail,
    // an answer that the team wrote down may be the person's own
    payload: { reference, status: partnerStatus ?? '', said: toStatus === 'under_review' ? '' : said },
    dedupeKey: `referral:${id}:${seq}:partner`,
  })
}

const toldToPerson: readonly ReferralState[] = ['accepted', 'waitlisted', 'declined', 'expired', 'withdrawn']

/** In their language; whoever asked for another way than e-mail is told by somebody of the team (Today). */
async function tellPerson(db: Db, step: Told, { person, consent, referrer, caseWorker }: SendReferral): Promise<void> {
  const { siteId, id, seq, personId, toStatus, partner, said } = step
  if (!toldToPerson.includes(toStatus) || (toStatus === 'withdrawn' && step.withdrawnBy === 'person')) return
  const { contact } = person
  const { preference } = contact
  const through = preference === 'via_case_worker' || preference === 'via_centre'
  await queueMessage(db, {
    siteId,
    ...(personId === null ? {} : { personId }),
    kind: 'referral-person',
    locale: mailLocaleFor(consent.language),
    address: preference === 'email' ? (contact.email ?? null) : null,
    payload: {
      name: person.givenName,
      status: toStatus,
      partner,
      // why a partner takes somebody back is for us
      said: toStatus === 'withdrawn' ? '' : said,
      phone: through ? '' : (contact.phone ?? ''),
      through: through ? `${(caseWorker ?? referrer).name}, ${partner}` : '',
    },
    dedupeKey: `referral:${id}:${seq}:person`,
  })
}
