import type { Duo, DuoMeeting } from '@interra/contracts'
import { Badge, Button, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../lib/query.ts'
import { useCan } from '../../lib/session.ts'
import { useDates } from '../../lib/use-dates.ts'
import { Panel } from '../../ui/panel.tsx'
import { say } from '../../ui/undo-bar.tsx'
import css from '../../ui/line-list.module.css'
import { staleDuos } from './duos.queries.ts'

/** When the two met, the latest first. */
export function Meetings({ duo }: { duo: Duo }) {
  const { t } = useTranslation('duos')
  if (duo.startsOn === null && duo.meetings.length === 0) return null
  return (
    <Panel title={t('meetings.title')} aside={<Badge variant="default">{duo.meetingCount}</Badge>}>
      {duo.meetings.length === 0 && <Text c="dimmed">{t('list.noMeeting')}</Text>}
      <ul className={css['list']}>
        {duo.meetings
          .toSorted((a, b) => b.metOn.localeCompare(a.metOn))
          .map((meeting) => (
            <Line key={meeting.id} duo={duo} meeting={meeting} />
          ))}
      </ul>
    </Panel>
  )
}

function Line({ duo, meeting }: { duo: Duo; meeting: DuoMeeting }) {
  const { t } = useTranslation('duos')
  const dates = useDates()
  const can = useCan()
  const remove = useAct('removeMeeting', { stale: staleDuos, done: () => say(t('meetings.removed')) })
  const { id, metOn, minutes, mode, place, loggedBy } = meeting
  const day = dates.day(metOn, 'short')
  const line = [t(`modes.${mode}`), minutes === null ? '' : t('minutes', { count: minutes }), place]
  const open = duo.status === 'active' || duo.status === 'paused'
  return (
    <li className={css['line']} data-met={metOn}>
      <Stack gap={2} flex={1} miw="12rem">
        <Text fw={600}>{day}</Text>
        <Text size="sm" c="dimmed">
          {[...line.filter(Boolean), t(`meetings.by.${loggedBy}`)].join(' · ')}
        </Text>
      </Stack>
      {open && can('removeMeeting', duo.siteId) && (
        <Button
          size="compact-sm"
          h={40}
          variant="subtle"
          aria-label={t('meetings.removeDay', { day })}
          loading={remove.isPending}
          onClick={() => remove.mutate({ params: { duoId: duo.id, meetingId: id } })}
        >
          {t('meetings.remove')}
        </Button>
      )}
    </li>
  )
}
