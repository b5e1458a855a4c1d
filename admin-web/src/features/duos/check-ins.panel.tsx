import { checkInKinds, type CheckIn, type Duo } from '@interra/contracts'
import { Button, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../lib/query.ts'
import { useCan } from '../../lib/session.ts'
import { useDates } from '../../lib/use-dates.ts'
import { Panel } from '../../ui/panel.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { say } from '../../ui/undo-bar.tsx'
import css from '../../ui/line-list.module.css'
import { CheckInDialog } from './check-in.dialog.tsx'
import { staleDuos } from './duos.queries.ts'

/** How both sides say they are, in the order of the plan. */
export function CheckIns({ duo }: { duo: Duo }) {
  const { t } = useTranslation('duos')
  const [noting, setNoting] = useState<CheckIn | null>(null)
  const order = ({ kind, side }: CheckIn) => checkInKinds.indexOf(kind) * 2 + (side === 'newcomer' ? 0 : 1)
  const today = useDates().now().date
  const due = duo.checkIns.filter(({ dueOn }) => dueOn <= today)
  const answered = due.filter(({ answeredAt }) => answeredAt !== null).length
  if (duo.checkIns.length === 0) return null
  return (
    <Panel title={t('checkIns.title')}>
      <Text size="sm" c="dimmed">
        {t('checkIns.rate', { answered, all: due.length })}
      </Text>
      <ul className={css['list']}>
        {duo.checkIns
          .toSorted((a, b) => order(a) - order(b))
          .map((checkIn) => (
            <Line key={checkIn.id} duo={duo} checkIn={checkIn} note={() => setNoting(checkIn)} />
          ))}
      </ul>
      <CheckInDialog duo={duo} checkIn={noting} close={() => setNoting(null)} />
    </Panel>
  )
}

function Line({ duo, checkIn, note }: { duo: Duo; checkIn: CheckIn; note: () => void }) {
  const { t } = useTranslation('duos')
  const dates = useDates()
  const can = useCan()
  const { kind, side, dueOn, askedAt, answeredAt } = checkIn
  return (
    <li className={css['line']} data-check-in={`${kind} ${side}`}>
      <Stack gap={2} flex={1} miw="12rem">
        <Text>
          <strong>{t(`checkIns.kinds.${kind}`)}</strong> · {duo[side].person.name}
        </Text>
        {answeredAt === null ? (
          <Text size="sm" c="dimmed">
            {t(askedAt === null ? 'checkIns.due' : 'checkIns.asked', { day: dates.day(dueOn, 'short') })}
          </Text>
        ) : (
          <Answer checkIn={checkIn} />
        )}
      </Stack>
      {dueOn <= dates.now().date && can('answerCheckIn', duo.siteId) && (
        <Group gap="xs">
          {asksForCall(checkIn) && <CallNoted duoId={duo.id} checkIn={checkIn} />}
          <Button variant="default" h={40} onClick={note}>
            {t(answeredAt === null ? 'checkIns.note' : 'checkIns.again')}
          </Button>
        </Group>
      )}
    </li>
  )
}

const asksForCall = ({ answer, handledAt }: CheckIn) =>
  handledAt === null && (answer?.wantsCall === true || (answer?.wellbeing ?? 5) <= 2)

/** Somebody called: the alert is over. */
function CallNoted({ duoId, checkIn: { kind, side } }: { duoId: string; checkIn: CheckIn }) {
  const { t } = useTranslation('duos')
  const noted = useAct('noteCall', { stale: staleDuos, done: () => say(t('checkIns.called')) })
  return (
    <Button
      variant="light"
      h={40}
      loading={noted.isPending}
      onClick={() => noted.mutate({ params: { duoId, kind, side } })}
    >
      {t('checkIns.call')}
    </Button>
  )
}

function Answer({ checkIn: { answer } }: { checkIn: CheckIn }) {
  const { t } = useTranslation('duos')
  if (answer === undefined) return <StatusBadge tone="good">{t('checkIns.answered')}</StatusBadge>
  if (answer === null) return null
  const { met, times, wellbeing, wantsCall, goesOn, feelsUnsafe, note } = answer
  const line = [
    typeof met === 'boolean' && t(met ? 'checkIns.met' : 'checkIns.notMet'),
    typeof times === 'number' && t('checkIns.times', { count: times }),
    typeof wellbeing === 'number' && t('checkIns.wellbeing', { value: wellbeing }),
    goesOn && t(`checkIns.goesOn.${goesOn}`),
    note,
  ]
  return (
    <>
      <Text size="sm">{line.filter(Boolean).join(' · ')}</Text>
      {wantsCall && <StatusBadge tone="warn">{t('alerts.wants_call')}</StatusBadge>}
      {feelsUnsafe && <StatusBadge tone="bad">{t('alerts.safety')}</StatusBadge>}
    </>
  )
}
