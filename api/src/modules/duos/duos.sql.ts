import { initialPolicies, talkAfter, type Side } from '@interra/contracts'
import { daysToTell } from '../../platform/outbox.ts'
import { historyJson, nameOf, staffJson, todayAt } from '../workshops/shapes.sql.ts'
import { startWaits } from './duo.ts'

const memberJson = (side: 'newcomer' | 'local') => `json_build_object('candidacyId', d.${side}_candidacy_id,
  'person', (select json_build_object('personId', p.id, 'name', ${nameOf('p')}) from person p where p.id = d.${side}_id),
  'acceptedAt', d.${side}_accepted_at, 'acceptedThrough', d.${side}_accepted_through)`

/** Days without a meeting after which somebody calls. */
const silenceDays = `coalesce((interra.policy(d.site_id, 'duo_silence_days', d.today) #>> '{}')::int,
  ${initialPolicies.duo_silence_days})`

/** Other locals in contact with the newcomer in the six months since the start, and in those before it (moonshot 8). */
const tiedSince = `interra.locals_tied(d.newcomer_id, d.local_id, d.starts_on, least(d.today + 1, d.starts_on + 182))`
const tiedBefore = `interra.locals_tied(d.newcomer_id, d.local_id, d.starts_on - 182, d.starts_on)`
/** After so many days of a duo somebody asks whether it opens doors. */
export const gatekeepingAfter = 91

/**
 * The duos of `from` (rows of `duo`), with what follows from their meetings and check-ins. The one place where it is said
 * which duo is silent (C10): lists, badges, Today and mails read `silent` and `alerts` from here. `now` is SQL of the
 * statement around.
 */
export const followedDuos = (from: string, now: string) => `
  select d.*, interra.is_silent(d.status, d.quiet_since, d.today, ${silenceDays}) as silent,
    array_remove(array[
      case when d.unsafe then 'safety' end,
      case when d.wants_call then 'wants_call' end,
      case when d.low then 'low_wellbeing' end,
      case when interra.is_silent(d.status, d.quiet_since, d.today, ${silenceDays}) then 'silence' end,
      case when d.status in ('proposed', 'accepted_by_one') and d.expires_at < ${now}::timestamptz + interval '3 days'
        then 'expires_soon' end,
      case when d.status = 'first_meeting' and d.first_meeting_on < d.today - ${startWaits} then 'start_late' end,
      case when d.status in ('active', 'paused') and d.planned_end_on <= d.today then 'over' end,
      case when d.status = 'paused' and d.paused_until < d.today then 'pause_over' end,
      case when d.status = 'active' and d.today - d.starts_on >= ${gatekeepingAfter} and ${tiedSince} = 0
        then 'gatekeeping' end
    ], null) as alerts
  from (
    select d.*, greatest(d.starts_on, d.resumed_on, d.last_meeting_on) as quiet_since
    from (
      select d.*, ${todayAt('d.site_id', now)} as today,
        (select max(m.met_on) from duo_meeting m where m.duo_id = d.id and m.removed_at is null) as last_meeting_on,
        (select count(*)::int from duo_meeting m where m.duo_id = d.id and m.removed_at is null) as meeting_count,
        exists (select from safety_flag f where f.duo_id = d.id and f.cleared_at is null) as unsafe,
        exists (select from check_in k where k.duo_id = d.id and k.wants_call and k.handled_at is null) as wants_call,
        exists (select from check_in k where k.duo_id = d.id and k.wellbeing <= 2 and k.handled_at is null) as low
      from (${from}) d
    ) d
  ) d`

const rowMembers = `'id', d.id, 'siteId', d.site_id, 'status', d.status, 'newcomer', ${memberJson('newcomer')},
  'local', ${memberJson('local')}, 'origin', d.origin, 'score', d.score, 'proposedAt', d.proposed_at,
  'expiresAt', case when d.status in ('proposed', 'accepted_by_one') then d.expires_at end, 'startsOn', d.starts_on,
  'plannedEndOn', d.planned_end_on, 'endedOn', d.ended_on, 'lastMeetingOn', d.last_meeting_on,
  'meetingCount', d.meeting_count, 'alerts', d.alerts, 'owner', ${staffJson('d.owner_account_id')},
  'version', d.version`

/** Duos that need a call first, where the alerts may be read ($13), then the latest proposed. */
const urgent = `(cardinality(d.alerts) = 0 or d.site_id <> all($13::uuid[]))`

/**
 * $1 sites, $2 now, $3 site, $4 status[], $5 only with an alert, $6 only silent, $7 person, $8 text, $9 urgent,
 * $10 proposed at and $11 id before, $12 rows, $13 sites where the alerts may be read.
 */
export const listDuosSql = {
  name: 'duos-list',
  text: `select json_build_object(${rowMembers}) as item, ${urgent} as calm, d.proposed_at as "proposedAt", d.id
    from (${followedDuos(
      `select * from duo where site_id = any($1) and ($3::uuid is null or site_id = $3)
         and ($4::text[] is null or status = any($4))
         and ($7::uuid is null or $7 in (newcomer_id, local_id))
         and ($8::text is null or exists (select from person p where p.id in (newcomer_id, local_id)
           and position(interra.fold($8) in interra.fold(${nameOf('p')})) > 0))`,
      '$2',
    )}) d
    where (not coalesce($5::boolean, false) or not ${urgent})
      and (not coalesce($6::boolean, false) or d.silent)
      and ($9::boolean is null or (${urgent} > $9) or (${urgent} = $9 and (d.proposed_at, d.id) < ($10::timestamptz, $11::uuid)))
    order by ${urgent}, d.proposed_at desc, d.id desc limit $12`,
}

const signed = (side: string) => `exists (select from charter_signature s where s.duo_id = d.id and s.side = '${side}')`

/** Where the site asks for it, each of the two has followed the intercultural training before they start. */
const trained = (
  side: string,
) => `(not coalesce((interra.policy(d.site_id, 'duo_training_required', d.today) #>> '{}')::boolean,
  ${initialPolicies.duo_training_required}) or interra.is_trained(d.${side}_id, 'intercultural', d.today))`

const answerJson = `case when k.answered_at is not null then json_strip_nulls(json_build_object('met', k.met,
  'times', k.times, 'wellbeing', k.wellbeing, 'wantsCall', k.wants_call, 'goesOn', k.goes_on,
  'feelsUnsafe', k.feels_unsafe, 'note', k.note)) end`

/** Acts that tell why a duo was paused or ended. */
const inConfidence = `('duo.safety_raised', 'duo.safety_cleared', 'duo.talk_noted', 'duo.talk_removed')`
/** A talk with one side that is still due; `d` is a duo. */
export const talkMissing = (side: Side) => `(d.status = 'ended_early' and d.${side}_talked_on is null
  and d.end_reason in (${talkAfter.map((reason) => `'${reason}'`).join(', ')}))`

/** A message about duos waits for somebody of the team to tell it, as Today shows it; `d` is a duo, $3 now. */
const waitsToBeTold = (side: Side) => `exists (select from outbox_message m join person n on n.id = m.person_id
  where m.person_id = d.${side}_id and m.site_id = d.site_id and m.kind like 'duo-%' and m.status = 'not_reachable'
    and m.sent_at is null and n.status = 'active' and m.created_at > $3::timestamptz - interval '${daysToTell} days')`

/** $1 id, $2 sites, $3 now. */
export const findDuoSql = {
  name: 'duo-find',
  text: `select d.today, case when d.newcomer_accepted_at is not null and d.local_accepted_at is not null
        then ${todayAt('d.site_id', 'greatest(d.newcomer_accepted_at, d.local_accepted_at)')} end as "acceptedOn",
      json_build_object(${rowMembers}, 'parts', d.parts, 'coverage', d.coverage, 'reason', d.reason,
      'matchRunId', d.match_run_id, 'previousDuoId', d.previous_duo_id, 'newcomerGroup', d.newcomer_group,
      'localGroup', d.local_group, 'goal', d.goal, 'rhythmDays', d.rhythm_days, 'weeks', d.weeks,
      'firstMeeting', case when d.first_meeting_on is not null then json_build_object('on', d.first_meeting_on,
        'time', left(d.first_meeting_time::text, 5), 'place', d.first_meeting_place,
        'host', ${staffJson('d.first_meeting_host_id')}, 'interpreterLanguage', d.interpreter_language) end,
      'charter', (select coalesce(json_agg(json_build_object('side', s.side, 'signedOn', s.signed_on,
          'language', s.language, 'textVersion', s.text_version, 'channel', s.channel, 'interpreter', s.interpreter)
          order by s.side desc), '[]') from charter_signature s where s.duo_id = d.id),
      'missing', case when d.status in ('accepted', 'first_meeting') then to_json(array_remove(array[
        case when d.first_meeting_host_id is null then 'host_named' end,
        case when d.first_meeting_on is null or d.first_meeting_on > d.today then 'first_meeting_held' end,
        case when not ${signed('newcomer')} then 'newcomer_signed' end,
        case when not ${signed('local')} then 'local_signed' end,
        case when not ${trained('newcomer')} then 'newcomer_trained' end,
        case when not ${trained('local')} then 'local_trained' end], null)) else '[]' end,
      'meetings', (select coalesce(json_agg(json_build_object('id', m.id, 'metOn', m.met_on, 'minutes', m.minutes,
          'mode', m.mode, 'place', m.place, 'loggedBy', m.logged_by, 'loggedAt', m.logged_at) order by m.met_on desc), '[]')
        from duo_meeting m where m.duo_id = d.id and m.removed_at is null),
      'checkIns', (select coalesce(json_agg(json_build_object('id', k.id, 'kind', k.kind, 'side', k.side,
          'dueOn', k.due_on, 'askedAt', k.asked_at, 'answeredAt', k.answered_at,
          'answeredThrough', k.answered_through, 'answer', ${answerJson}, 'handledAt', k.handled_at,
          'version', k.version) order by k.due_on, k.side desc), '[]')
        from check_in k where k.duo_id = d.id),
      'pausedUntil', d.paused_until,
      'flagged', (select coalesce(json_agg(distinct case f.person_id when d.newcomer_id then 'newcomer' else 'local' end), '[]')
        from safety_flag f where f.duo_id = d.id and f.cleared_at is null),
      'safetyNote', (select string_agg(said.note, e'\\n' order by said.at) from (
        select f.note, min(f.opened_at) as at from safety_flag f
        where f.duo_id = d.id and f.cleared_at is null and f.note is not null group by f.opened_at, f.note) said),
      'endReason', d.end_reason, 'endNote', d.end_note,
      'talksMissing', to_json(array_remove(array[
        case when ${talkMissing('newcomer')} then 'newcomer' end, case when ${talkMissing('local')} then 'local' end], null)),
      'toTell', to_json(array_remove(array[case when ${waitsToBeTold('newcomer')} then 'newcomer' end,
        case when ${waitsToBeTold('local')} then 'local' end], null)),
      'rematchWished', d.rematch_wished, 'supersededBecause', d.superseded_because, 'declinedBy', d.declined_side,
      'network', case when d.starts_on is not null
        then json_build_object('before', ${tiedBefore}, 'since', ${tiedSince}) end,
      'history', ${historyJson('duo', 'd.id', `event.act not in ${inConfidence}`)},
      'safetyHistory', ${historyJson('duo', 'd.id', `event.act in ${inConfidence}`)}) as duo
    from (${followedDuos('select * from duo where id = $1 and site_id = any($2)', '$3')}) d`,
}
