import { broken, problem, type AcceptReferral } from '@interra/contracts'
import type { Db } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/http/context.ts'
import { openFile, saveArrival, saveConsents, saveInterests, saveLanguages } from '../people/facts.store.ts'
import { registerPerson, type Occasion } from '../people/people.store.ts'
import { callable, consentsOf, languagesOf, newPersonFrom } from './referral.ts'
import type { ReferralRow } from './referral-steps.store.ts'
import { keepReferrer, wishesOf } from './referrals.store.ts'

/**
 * Surface: the member that an accepted referral is about, registered with what was received, or somebody known to whom
 * what is new is added. The consents given to the partner become theirs, and who sent them stays with them. Throws what
 * `registerPerson` throws, and `rule-broken` for somebody who is not known at the site.
 */
export async function acceptAs(
  db: Db,
  scope: Scope,
  { siteId, partnerId, received, feedback }: ReferralRow,
  { personId, notSameAs, guardianName }: AcceptReferral,
  at: Occasion,
): Promise<{ readonly personId: string; readonly feedback: boolean }> {
  if (!received) throw problem('not-found')
  const text = `select ($2::timestamptz at time zone time_zone)::date as day from site where id = $1`
  const [agreed] = await db.hot<{ day: string }>({ name: 'referral-agreed-on', text }, [
    siteId,
    received.consent.givenAt,
  ])
  const consents = consentsOf(received, agreed?.day ?? '', guardianName ?? null)
  const interests = await wishesOf(db, siteId, received)
  if (personId === undefined) {
    const known = { siteId, partnerId, consents, interests, phone: callable(received.person.contact.phone) }
    const wanted = { ...newPersonFrom(received, known), ...(notSameAs && { notSameAs }) }
    return { personId: await registerPerson(db, scope, wanted, at), feedback }
  }
  const file = await openFile(db, scope, personId, at).catch(() => null)
  if (file?.siteId !== siteId) throw broken('rule-broken', '/personId', { rule: 'unknown' })
  const [facts] = await db.hot<{ arrived: boolean; languages: string[]; wishes: string[] }>(knownFacts, [personId])
  const arrival = received.person.arrivedInBelgium
  if (arrival && !facts?.arrived) await saveArrival(db, file, { arrivedOn: arrival.value, source: 'partner' })
  await db.hot(addMunicipality, [personId, received.person.municipalityNis ?? null])
  const levels = languagesOf(received).filter(({ language }) => !facts?.languages.includes(language))
  await saveLanguages(db, file, levels)
  await saveInterests(
    db,
    file,
    interests.filter(({ label }) => !facts?.wishes.includes(label)),
  )
  const since = await db.hot<{ purpose: string }>(takenBackSince, [personId, received.consent.givenAt])
  const takenBack = new Set(since.map(({ purpose }) => purpose))
  // what was not agreed to with one partner takes nothing back from another, and what they took back since stays so
  await saveConsents(
    db,
    file,
    consents.filter(({ given, purpose }) => given && !takenBack.has(purpose)),
  )
  const { referrer, caseWorker } = received
  await keepReferrer(db, { personId, siteId, partnerId, name: (caseWorker ?? referrer).name })
  return { personId, feedback: feedback && !takenBack.has('referral_feedback') }
}

const addMunicipality = {
  name: 'referral-add-municipality',
  text: `update person set municipality_nis = $2::text where id = $1 and municipality_nis is null and $2::text is not null`,
}

/** What somebody took back or refused after an instant, and did not give again. */
const takenBackSince = {
  name: 'referral-consents-taken-back',
  text: `select distinct c.purpose from consent c
    where c.person_id = $1 and (not c.given or c.withdrawn_at is not null)
      and coalesce(c.withdrawn_at, c.created_at) > $2
      and not exists (select from consent g where g.person_id = c.person_id and g.purpose = c.purpose and g.given
        and g.withdrawn_at is null and g.created_at > coalesce(c.withdrawn_at, c.created_at))`,
}

/** What a partner says adds to a file and replaces nothing in it. */
const knownFacts = {
  name: 'referral-known-facts',
  text: `select exists (select from arrival_fact f where f.person_id = $1 and f.superseded_at is null) as arrived,
    array(select distinct l.language from language_record l where l.person_id = $1) as languages,
    array(select i.label from person_interest i where i.person_id = $1 and i.removed_at is null) as wishes`,
}
