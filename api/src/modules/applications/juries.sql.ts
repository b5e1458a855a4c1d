import { conditionsJson, namesJson } from './applications.sql.ts'
import { personJson, todayAt } from '../workshops/shapes.sql.ts'

const cohortJson = `(select json_build_object('id', c.id, 'name', c.name) from interlab_cohort c where c.id = r.cohort_id)`
const roundMembers = `'id', r.id, 'siteId', r.site_id, 'name', r.name, 'heldOn', r.held_on, 'status', r.status,
  'cohort', ${cohortJson}, 'quorum', r.quorum, 'version', r.version`

/** $1 sites, $2 site. */
export const listRoundsSql = {
  name: 'jury-rounds',
  text: `select json_build_object(${roundMembers},
      'members', (select count(*) from jury_member m where m.round_id = r.id and m.removed_at is null),
      'dossiers', (select count(*) from jury_dossier d where d.round_id = r.id),
      'decided', (select count(distinct application_id) from jury_decision d where d.round_id = r.id)) as item
    from jury_round r where r.site_id = any($1) and ($2::uuid is null or r.site_id = $2)
    order by r.held_on desc, r.id desc`,
}

/** The scores that were submitted last, in the order of the sheet; `v` is a row of `jury_review`. */
export const lastScores = `(select json_agg(json_build_object('criterion', s.criterion, 'score', s.score, 'comment', s.comment)
    order by array_position(array['person', 'strengths', 'value', 'feasibility', 'inclusion', 'fit', 'conditions'], s.criterion))
  from jury_score s where s.review_id = v.id
    and s.number = (select max(number) from jury_score t where t.review_id = v.id))`

const decisionJson = `(select json_build_object('id', x.id, 'outcome', x.outcome, 'total', x.total::float8,
    'proposal', x.proposal, 'sheet', (select number from jury_sheet where jury_sheet.id = x.sheet_id),
    'reason', x.reason, 'deviationReason', x.deviation_reason,
    'conditions', ${conditionsJson('x.id')}, 'feedback', x.feedback,
    'votes', (select coalesce(json_agg(json_build_object('memberId', b.member_id, 'vote', b.vote)), '[]')
      from jury_vote b where b.decision_id = x.id),
    'decidedAt', x.decided_at, 'decidedOn', ${todayAt('x.site_id', 'x.decided_at')},
    'communicatedAt', x.communicated_at, 'version', x.version)
  from jury_decision x where x.round_id = d.round_id and x.application_id = d.application_id
  order by x.decided_at desc, x.id desc limit 1)`

/** $1 id, $2 sites. */
export const findRoundSql = {
  name: 'jury-round-find',
  text: `select json_build_object(${roundMembers},
      'members', (select coalesce(json_agg(json_build_object('id', m.id, 'person', ${personJson('m.person_id')},
          'organisation', (select json_build_object('id', p.id, 'name', p.name) from partner p where p.id = m.partner_id),
          'hasAccount', exists (select from account a where a.person_id = m.person_id and a.status <> 'disabled'),
          'gender', (select gender from person p where p.id = m.person_id)) order by m.created_at, m.id), '[]')
        from jury_member m where m.round_id = r.id and m.removed_at is null),
      'dossiers', (select coalesce(json_agg(json_build_object('applicationId', a.id, 'number', d.number,
          'person', ${personJson('a.person_id')}, 'project', a.project, 'names', ${namesJson}, 'status', a.status,
          'decision', ${decisionJson}) order by d.number), '[]')
        from jury_dossier d join application a on a.id = d.application_id where d.round_id = r.id),
      'reviews', (select coalesce(json_agg(json_build_object('id', v.id, 'memberId', v.member_id,
          'personId', m.person_id, 'organisationId', m.partner_id, 'applicationId', v.application_id, 'status', v.status,
          'conflict', coalesce(v.conflict, interra.jury_conflict(v.application_id, m.person_id, m.partner_id,
            case when v.status = 'submitted' then v.status_since else 'infinity' end)),
          'counts', interra.jury_counts(v), 'removed', m.removed_at is not null, 'scores', ${lastScores})
          order by v.id), '[]')
        from jury_review v join jury_member m on m.id = v.member_id where v.round_id = r.id),
      'sheets', (select json_agg(json_build_object('id', s.id, 'number', s.number, 'weights', s.weights,
          'createdAt', s.created_at, 'kept', s.kept) order by s.number) from jury_sheet s where s.round_id = r.id)) as round
    from jury_round r where r.id = $1 and r.site_id = any($2)`,
}

/**
 * Jurors' reviews: of rounds that were opened, for as long as they may read them (DP-27), not those they stood aside from.
 * $1 person, $2 sites, $3 now, $4 review or null, $5 days after the decision.
 */
export const ownReviewsSql = {
  name: 'own-reviews',
  text: `select json_build_object('id', v.id, 'siteId', v.site_id, 'round', json_build_object('id', r.id, 'name', r.name,
        'heldOn', r.held_on, 'status', r.status),
      'dossier', d.number, 'project', a.project, 'status', v.status, 'version', v.version,
      'decided', exists (select from jury_decision x where x.round_id = v.round_id and x.application_id = v.application_id),
      'language', a.language, 'formVersion', a.form_version, 'answers', a.answers,
      'weights', (select weights from jury_sheet s where s.round_id = r.id order by number desc limit 1),
      'draft', (select t.scores from jury_review_draft t where t.review_id = v.id), 'submitted', ${lastScores},
      'submissions', (select coalesce(max(number), 0) from jury_score s where s.review_id = v.id),
      'others', case when v.status = 'submitted' then (select coalesce(json_agg(json_build_object('scores', ${lastScores.replaceAll('v.id', 'o.id')})
          order by o.id), '[]') from jury_review o
        where o.round_id = v.round_id and o.application_id = v.application_id and o.id <> v.id and interra.jury_counts(o)) end,
      'names', ${namesJson}) as review
    from jury_review v join jury_member m on m.id = v.member_id and m.removed_at is null and m.person_id = $1
    join jury_round r on r.id = v.round_id and r.status <> 'preparing'
    join jury_dossier d on d.round_id = v.round_id and d.application_id = v.application_id
    join application a on a.id = v.application_id and a.status <> 'withdrawn'
    where v.site_id = any($2) and v.status <> 'recused' and ($4::uuid is null or v.id = $4)
      and not exists (select from jury_decision x where x.round_id = v.round_id and x.application_id = v.application_id
        and x.decided_at + make_interval(days => $5) <= $3)
    order by r.held_on desc, d.number, v.id`,
}
