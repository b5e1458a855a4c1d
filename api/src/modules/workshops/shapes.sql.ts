/**
 * How records refer to each other in an answer: SQL expressions that give the JSON of a reference of the contract.
 * The arguments are SQL of the statement around them, never something that a caller sent.
 */
export const staffJson = (account: string) =>
  `(select json_build_object('id', ref.id, 'name', ref.name) from account ref where ref.id = ${account})`

export const termJson = (term: string) =>
  `(select json_build_object('id', ref.id, 'code', ref.code, 'labels', ref.labels)
    from taxonomy_term ref where ref.id = ${term})`

/** The name that a member goes by. `person` is the alias of a row of `person`. */
export const nameOf = (person: string) =>
  `concat_ws(' ', coalesce(${person}.usual_name, ${person}.given_name), ${person}.family_name)`

export const personJson = (person: string) =>
  `(select json_build_object('personId', ref.id, 'name', ${nameOf('ref')}) from person ref where ref.id = ${person})`

export const roomJson = (room: string) =>
  `(select json_build_object('id', ref.id, 'name', ref.name, 'venueId', house.id, 'venueName', house.name,
      'own', house.own, 'capacity', ref.capacity, 'stepFree', ref.step_free)
    from room ref join venue house on house.id = ref.venue_id where ref.id = ${room})`

/** One request; `r` is the row of `venue_request`, `today` a date at its site. */
export const venueRequestJson = (r: string, today: string) =>
  `json_build_object('id', ${r}.id, 'room', ${roomJson(`${r}.room_id`)},
    'proposalId', ${r}.proposal_id, 'workshopId', ${r}.workshop_id,
    'title', coalesce((select title from workshop where id = ${r}.workshop_id),
      (select title from proposal where id = ${r}.proposal_id)),
    'status', ${r}.status, 'wished', ${r}.wished, 'answerDueOn', ${r}.answer_due_on,
    'overdue', coalesce(${r}.status = 'asked' and ${r}.answer_due_on < ${today}, false),
    'answerNote', ${r}.answer_note, 'askedAt', ${r}.asked_at, 'askedBy', ${staffJson(`${r}.asked_by`)},
    'answeredAt', ${r}.answered_at, 'version', ${r}.version)`

/** Requests that meet a condition on `r`, the latest first. */
export const venueRequestsJson = (condition: string, today: string) =>
  `(select coalesce(json_agg(${venueRequestJson('r', today)} order by r.asked_at desc, r.id desc), '[]')
    from venue_request r where ${condition})`

/** The last 50 acts on a record, the latest first. */
export const historyJson = (entity: string, id: string, chosen = 'true') =>
  `(select coalesce(json_agg(json_build_object('at', e.at, 'act', e.act, 'by', e.name, 'reason', e.reason,
      'fields', e.fields) order by e.at desc, e.id desc), '[]')
    from (select event.at, event.id, event.act, event.reason, event.fields, who.name
      from audit_event event left join account who on who.id = event.actor_id
      where event.entity = '${entity}' and event.entity_id = ${id} and ${chosen}
      order by event.at desc, event.id desc limit 50) e)`

/** The day at the site of a record, at the instant `now`. */
export const todayAt = (siteId: string, now: string) =>
  `((${now}::timestamptz at time zone (select place.time_zone from site place where place.id = ${siteId}))::date)`

/** Whether a text holds the words looked for, whatever the accents and capitals. */
export const holds = (text: string, wanted: string) => `position(interra.fold(${wanted}) in interra.fold(${text})) > 0`
