import type { TimelineKind } from '@interra/contracts'

interface Branch {
  readonly from: string
  readonly id: string
  /** An instant. */
  readonly at: string
  readonly title?: string
  readonly state?: string
  readonly about?: string
  readonly session?: string
  readonly workshop?: string
  readonly proposal?: string
  readonly course?: string
}
const day = (date: string) => `(${date}::timestamp at time zone p.time_zone)`

/** Where each kind of line comes from. `p` is the person, with the time zone of their site. */
const branches: Readonly<Record<TimelineKind, Branch>> = {
  member: { from: '(select 1) x', id: 'p.id', at: day('p.member_since') },
  registration: {
    from: 'registration x join session s on s.id = x.session_id join workshop w on w.id = s.workshop_id',
    id: 'x.id',
    at: 'x.created_at',
    title: 'w.title',
    state: 'x.status',
    session: 's.id',
    workshop: 'w.id',
  },
  attendance: {
    from: 'attendance x join session s on s.id = x.session_id join workshop w on w.id = s.workshop_id',
    id: 'x.id',
    at: 's.starts_at',
    title: 'w.title',
    state: 'x.status',
    session: 's.id',
    workshop: 'w.id',
  },
  hosted_session: {
    from: 'session_host x join session s on s.id = x.session_id join workshop w on w.id = s.workshop_id',
    id: 'x.id',
    at: 's.starts_at',
    title: 'w.title',
    state: 's.status',
    session: 's.id',
    workshop: 'w.id',
  },
  proposal: {
    from: 'proposal_host x join proposal o on o.id = x.proposal_id',
    id: 'x.id',
    at: day('o.received_on'),
    title: 'o.title',
    state: 'o.status',
    proposal: 'o.id',
  },
  hosted_workshop: {
    from: 'workshop_host x join workshop w on w.id = x.workshop_id',
    id: 'x.id',
    at: 'x.created_at',
    title: 'w.title',
    state: 'w.status',
    workshop: 'w.id',
  },
  training: {
    from: 'enrolment x join course c on c.id = x.course_id',
    id: 'x.id',
    at: 'x.enrolled_at',
    title: 'c.title',
    state: `case when x.withdrawn_at is not null then 'withdrawn'
      when exists (select from attestation a where a.enrolment_id = x.id and a.revoked_on is null) then 'attested'
      else 'following' end`,
    course: 'c.id',
  },
  language: { from: 'language_record x', id: 'x.id', at: day('x.assessed_on'), state: 'x.level', about: 'x.language' },
  consent: {
    from: 'consent x',
    id: 'x.id',
    at: day('x.collected_on'),
    state: "case when x.withdrawn_at is not null then 'withdrawn' when x.given then 'given' else 'refused' end",
    about: 'x.purpose',
  },
}

const select = ([kind, branch]: [
  string,
  Branch,
]) => `(select '${kind}'::text as kind, ${branch.id} as id, ${branch.at} as at,
    ${branch.title ?? 'null::text'} as title, ${branch.state ?? 'null::text'} as state, ${branch.about ?? 'null::text'} as about,
    ${branch.session ?? 'null::uuid'} as "sessionId", ${branch.workshop ?? 'null::uuid'} as "workshopId",
    ${branch.proposal ?? 'null::uuid'} as "proposalId", ${branch.course ?? 'null::uuid'} as "courseId"
  from p, ${branch.from}
  where '${kind}' = any ($3)${kind === 'member' ? '' : ' and x.person_id = p.id'}
    and ($4::timestamptz is null or (${branch.at}, ${branch.id}) < ($4, $5::uuid))
  order by 3 desc, 2 desc limit $6)`

/** $1 person, $2 sites, $3 kinds, $4 instant and $5 id of the last line shown, $6 rows. One call over all modules. */
export const timelineSql = {
  name: 'person-timeline',
  text: `with p as materialized (select person.id, person.member_since, site.time_zone
      from person join site on site.id = person.site_id where person.id = $1 and person.site_id = any($2))
  select *, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "exactAt" from (
  ${Object.entries(branches).map(select).join('\n  union all\n  ')}) line
  order by at desc, id desc limit $6`,
}
