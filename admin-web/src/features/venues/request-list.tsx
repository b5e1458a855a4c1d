import { actsFrom, venueRequestMachine, type VenueRequest } from '@interra/contracts'
import { Button, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCan } from '../../lib/session.ts'
import { useDates } from '../../lib/use-dates.ts'
import { TextLink } from '../../ui/links.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { AnswerDialog } from './answer.dialog.tsx'
import { requestIcons, requestTones } from './venue-words.ts'
import css from '../../ui/line-list.module.css'

interface RequestListProps {
  siteId: string
  requests: readonly VenueRequest[]
  /** On the page of a venue: what each request is for, instead of where it goes. */
  showTitle?: boolean
}

/** What was asked of venues, the latest first, with what can be done about it. */
export function RequestList({ siteId, requests, showTitle = false }: RequestListProps) {
  const { t } = useTranslation('venues')
  if (requests.length === 0) return <Text c="dimmed">{t('requests.none')}</Text>
  return (
    <ul className={css['list']}>
      {requests.map((request) => (
        <RequestLine key={request.id} siteId={siteId} request={request} showTitle={showTitle} />
      ))}
    </ul>
  )
}

function RequestLine({ siteId, request, showTitle }: { siteId: string; request: VenueRequest; showTitle: boolean }) {
  const { t } = useTranslation('venues')
  const can = useCan()
  const dates = useDates()
  const [act, setAct] = useState<keyof typeof venueRequestMachine.acts | null>(null)
  const acts = can('answerVenueRequest', siteId) ? actsFrom(venueRequestMachine, request.status) : []
  return (
    <li className={css['line']} data-request={request.status}>
      <Stack gap={4} flex={1} miw="14rem">
        <Group gap="xs">
          {showTitle ? <Subject request={request} /> : <Place request={request} />}
          <StatusBadge tone={requestTones[request.status]} icon={requestIcons[request.status]}>
            {t(`requestStates.${request.status}`)}
          </StatusBadge>
          {request.overdue && (
            <StatusBadge tone="warn" icon="warn">
              {t('requests.overdue')}
            </StatusBadge>
          )}
        </Group>
        <Text size="sm">{request.wished}</Text>
        {request.answerNote && <Text size="sm">{t('requests.note', { note: request.answerNote })}</Text>}
        <Text size="sm" c="dimmed">
          {request.status === 'asked' && request.answerDueOn
            ? t('requests.askedUntil', {
                day: dates.dayOf(request.askedAt, 'short'),
                until: dates.day(request.answerDueOn, 'short'),
              })
            : t('requests.asked', { day: dates.dayOf(request.askedAt, 'short') })}
        </Text>
      </Stack>
      <Group gap="xs">
        {acts.map((one) => (
          <Button key={one} variant={one === 'confirm' ? 'light' : 'default'} h={40} onClick={() => setAct(one)}>
            {t(`requestActs.${one}`)}
          </Button>
        ))}
      </Group>
      <AnswerDialog request={request} act={act} close={() => setAct(null)} />
    </li>
  )
}

function Place({ request: { room } }: { request: VenueRequest }) {
  return (
    <TextLink to="/venues/$venueId" params={{ venueId: room.venueId }} fw={600}>
      {[room.venueName, room.name].join(', ')}
    </TextLink>
  )
}

function Subject({ request }: { request: VenueRequest }) {
  const { title, proposalId, workshopId } = request
  if (workshopId !== null)
    return (
      <TextLink to="/workshops/$workshopId" params={{ workshopId }} fw={600}>
        {title}
      </TextLink>
    )
  if (proposalId === null) return <Text fw={600}>{title}</Text>
  return (
    <TextLink to="/proposals/$proposalId" params={{ proposalId }} fw={600}>
      {title}
    </TextLink>
  )
}
