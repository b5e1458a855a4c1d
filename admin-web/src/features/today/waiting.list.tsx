import type { WaitingItem } from '@interra/contracts'
import { Card, Text } from '@mantine/core'
import { Link, type LinkProps } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Icon, type IconName } from '../../ui/icons.tsx'
import { ToTellRow } from './to-tell.row.tsx'
import css from './today.module.css'

const icons: Readonly<Record<WaitingItem['kind'], IconName>> = {
  proposal_received: 'bulb',
  step_overdue: 'clock',
  venue_silent: 'place',
  workshop_draft: 'flag',
  staff_missing: 'hand',
  to_tell: 'phone',
  duo_alert: 'warn',
  duo_to_call: 'phone',
  duo_to_plan: 'calendar',
  duo_over: 'flag',
  duo_to_talk: 'phone',
  candidate_to_meet: 'user',
  candidate_to_admit: 'user',
  candidate_pause_over: 'user',
  decision_to_tell: 'mail',
  outcome_due: 'clock',
  closing_missing: 'flag',
  follow_up_due: 'clock',
  agreement_ending: 'clock',
  referral_late: 'clock',
  outgoing_to_follow: 'clock',
}

/** Where the work is done. */
function placeOf({ kind, entityId, detail }: WaitingItem): Pick<LinkProps, 'to' | 'params' | 'search'> {
  if (kind === 'staff_missing') return { to: '/sessions/$sessionId', params: { sessionId: entityId } }
  if (kind === 'workshop_draft' || (kind === 'venue_silent' && detail === 'workshop'))
    return { to: '/workshops/$workshopId', params: { workshopId: entityId } }
  if (kind.startsWith('candidate_') || kind === 'outgoing_to_follow')
    return { to: '/people/$personId', params: { personId: entityId } }
  if (kind === 'decision_to_tell')
    return { to: '/interlab/applications/$applicationId', params: { applicationId: entityId } }
  if (kind === 'outcome_due')
    return { to: '/incubations/$incubationId', params: { incubationId: entityId }, search: { tab: 'venture' } }
  if (kind === 'closing_missing') return { to: '/incubations/$incubationId', params: { incubationId: entityId } }
  if (kind === 'follow_up_due') return { to: '/introductions/$introductionId', params: { introductionId: entityId } }
  if (kind === 'referral_late') return { to: '/referrals/$referralId', params: { referralId: entityId } }
  if (kind === 'agreement_ending')
    return { to: '/partners/$partnerId', params: { partnerId: entityId }, search: { tab: 'agreements' } }
  if (kind.startsWith('duo_')) return { to: '/duos/$duoId', params: { duoId: entityId } }
  return { to: '/proposals/$proposalId', params: { proposalId: entityId } }
}

/** What waits in the office, with its age: one list for all modules. */
export function WaitingList({ items }: { items: readonly WaitingItem[] }) {
  const { t } = useTranslation('today')
  const words = ({ kind, detail }: WaitingItem) => {
    if (kind === 'step_overdue') return t('kinds.step_overdue', { step: t(`steps.${detail}` as 'steps.train') })
    if (kind === 'duo_alert') return t('kinds.duo_alert', { alert: t(`alerts.${detail}` as 'alerts.silence') })
    if (kind === 'outcome_due') return t('kinds.outcome_due', { moment: t(`moments.${detail}` as 'moments.exit') })
    if (kind === 'agreement_ending')
      return t('kinds.agreement_ending', { moment: t(`agreements.${detail}` as 'agreements.first') })
    if (kind === 'outgoing_to_follow')
      return t('kinds.outgoing_to_follow', { state: t(`outgoing.${detail}` as 'outgoing.sent') })
    if (kind === 'follow_up_due') return t('kinds.follow_up_due', { month: detail })
    return t(`kinds.${kind}`)
  }
  const age = ({ ageDays }: WaitingItem) =>
    ageDays < 0 ? t('inDays', { count: -ageDays }) : t('age', { count: ageDays })
  return (
    <ul className={css['list']}>
      {items.map((item) => (
        <Card key={`${item.kind} ${item.entityId}`} component="li" padding={0}>
          {item.toTell ? (
            <ToTellRow item={item} person={item.toTell} />
          ) : (
            <Link {...placeOf(item)} className={css['line']} data-kind={item.kind}>
              <Icon name={icons[item.kind]} />
              <span className={css['words']}>
                <Text span fw={600}>
                  {item.title}
                </Text>
                <Text span size="sm" c="dimmed">
                  {item.mine ? words(item) : t('others', { words: words(item) })}
                </Text>
              </span>
              <Text span size="sm" className={css['age']}>
                {age(item)}
              </Text>
            </Link>
          )}
        </Card>
      ))}
    </ul>
  )
}
