import { todayAt } from '../workshops/shapes.sql.ts'

/** The words that two people share, as they were explained when they were proposed; `d` is the duo. */
const shared = (feature: 'interests' | 'availability') =>
  `coalesce((select part -> 'words' from jsonb_array_elements(d.parts) part where part ->> 'feature' = '${feature}'), '[]')`

const mine = (column: string, other = false) =>
  `case l.side when '${other ? 'local' : 'newcomer'}' then d.newcomer_${column} else d.local_${column} end`
const firstName = (id: string) => `(select coalesce(p.usual_name, p.given_name) from person p where p.id = ${id})`

/**
 * What one side reads by their link: $1 link, $2 now. A proposal that came to nothing never says why or because of whom,
 * except to whoever declined it.
 */
export const invitationSql = {
  name: 'duo-invitation',
  text: `select json_build_object('purpose', l.purpose, 'side', l.side,
      'status', case when d.status in ('declined', 'expired', 'superseded') and d.declined_side is distinct from l.side
        then 'superseded' else d.status end,
      'ownFirstName', ${firstName(mine('id'))}, 'otherFirstName', ${firstName(mine('id', true))},
      'accepted', ${mine('accepted_at')} is not null, 'otherAccepted', ${mine('accepted_at', true)} is not null,
      'interests', ${shared('interests')}, 'slots', ${shared('availability')},
      'language', (select part -> 'words' ->> 0 from jsonb_array_elements(d.parts) part
        where part ->> 'feature' = 'language'),
      'weeks', d.weeks, 'rhythmDays', d.rhythm_days,
      'firstMeeting', case when d.first_meeting_on is not null then json_build_object('on', d.first_meeting_on,
        'time', left(d.first_meeting_time::text, 5), 'place', d.first_meeting_place) end,
      'metOn', (select coalesce(json_agg(m.met_on order by m.met_on desc), '[]') from duo_meeting m
        where m.duo_id = d.id and m.removed_at is null),
      'checkIn', k.kind, 'today', ${todayAt('d.site_id', '$2')}, 'expiresAt', l.expires_at) as invitation
    from duo_link l join duo d on d.id = l.duo_id left join check_in k on k.id = l.check_in_id
    where l.id = $1`,
}
