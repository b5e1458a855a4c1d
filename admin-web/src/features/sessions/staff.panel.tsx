import type { Session, SessionStaff } from '@interra/contracts'
import { Button, CloseButton, Group, Menu, NativeSelect, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useColleagues } from '../../lib/choices.ts'
import { useAct } from '../../lib/query.ts'
import { useCan, useSession } from '../../lib/session.ts'
import { Icon } from '../../ui/icons.tsx'
import { Panel } from '../../ui/panel.tsx'
import { offerUndo, say } from '../../ui/undo-bar.tsx'
import { minutesInWords } from './session-words.ts'
import css from '../../ui/row-list.module.css'
import { oneSession, staleSessions } from './sessions.queries.ts'

const usualMinutes = [30, 60, 90, 120, 180, 240] as const

/** Who of the team comes, and the time they gave: two taps. */
export function StaffPanel({ session }: { session: Session }) {
  const { t } = useTranslation('sessions')
  const can = useCan()
  const me = useSession().account
  const { siteId, staff, status } = session
  const mayPlan = can('planStaff', siteId) && status !== 'cancelled'
  const plan = usePlan(session)
  const time = useRecordTime(session)
  return (
    <Panel title={t('staff.title')}>
      {staff.length === 0 && <Text c="dimmed">{t('staff.empty')}</Text>}
      {staff.length > 0 && (
        <ul className={css['rows']}>
          {staff.map((one) => (
            <li key={one.accountId}>
              <div className={css['who']}>
                {one.name}
                <Presence one={one} />
              </div>
              {mayPlan && (
                <Group gap={4} wrap="nowrap">
                  <TimeMenu
                    record={time.record(one.accountId)}
                    busy={time.busy}
                    label={t('staff.time', { name: one.name })}
                  />
                  {one.minutes === null && one.present === null && (
                    <CloseButton
                      size={44}
                      iconSize={18}
                      aria-label={t('staff.remove', { name: one.name })}
                      onClick={() => plan.without(one)}
                    />
                  )}
                </Group>
              )}
            </li>
          ))}
        </ul>
      )}
      {mayPlan && <AddColleague session={session} add={plan.with} />}
      {mayPlan && !staff.some(({ accountId }) => accountId === me.id) && (
        <TimeMenu record={time.record(me.id)} busy={time.busy} label={t('staff.myTime')} wide />
      )}
    </Panel>
  )
}

function Presence({ one: { present, minutes } }: { one: SessionStaff }) {
  const { t } = useTranslation('sessions')
  const state = present === null ? t('staff.planned') : present ? t('staff.present') : t('staff.absent')
  return (
    <Text size="sm" c="dimmed">
      {minutes === null || !present ? state : `${state} · ${minutesInWords(minutes)}`}
    </Text>
  )
}

/** Planning somebody and taking it back. */
function usePlan(session: Session) {
  const { t } = useTranslation('sessions')
  const act = useAct('planStaff', { stale: staleSessions })
  const set = (from: Session, accountIds: string[], done?: (after: Session) => void) =>
    act.mutate({ ...oneSession(from), body: { accountIds } }, { onSuccess: (after) => done?.(after) })
  const planned = session.staff.map(({ accountId }) => accountId)
  return {
    with: (accountId: string) => set(session, [...planned, accountId]),
    without: ({ accountId, name }: SessionStaff) =>
      set(
        session,
        planned.filter((id) => id !== accountId),
        (after) => offerUndo(t('staff.removed', { name }), () => set(after, planned)),
      ),
  }
}

function AddColleague({ session, add }: { session: Session; add: (accountId: string) => void }) {
  const { t } = useTranslation('sessions')
  const colleagues = useColleagues(session.siteId)
  const others = colleagues.filter(({ value }) => !session.staff.some(({ accountId }) => accountId === value))
  if (others.length === 0) return null
  return (
    <NativeSelect
      label={t('staff.add')}
      size="md"
      value=""
      data={[{ value: '', label: t('staff.choose') }, ...others]}
      onChange={({ currentTarget }) => currentTarget.value !== '' && add(currentTarget.value)}
    />
  )
}

/** Recording what somebody gave; the last word counts. */
function useRecordTime({ id }: Session) {
  const { t } = useTranslation('sessions')
  const act = useAct('recordStaffTime', { stale: staleSessions })
  const record = (accountId: string) => (present: boolean, minutes: number) =>
    act.mutate(
      { params: { sessionId: id }, body: { accountId, present, minutes } },
      { onSuccess: () => present && say(t('staff.recorded', { words: minutesInWords(minutes) })) },
    )
  return { record, busy: act.isPending }
}

interface TimeMenuProps {
  record: (present: boolean, minutes: number) => void
  busy: boolean
  label: string
  /** With its words; otherwise a clock alone. */
  wide?: boolean
}

function TimeMenu({ record, busy, label, wide = false }: TimeMenuProps) {
  const { t } = useTranslation('sessions')
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant="light"
          h={44}
          px={wide ? 'md' : 'sm'}
          aria-label={wide ? undefined : label}
          loading={busy}
          leftSection={wide ? <Icon name="clock" size={18} /> : undefined}
        >
          {wide ? label : <Icon name="clock" size={18} />}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('staff.hint')}</Menu.Label>
        {usualMinutes.map((minutes) => (
          <Menu.Item key={minutes} onClick={() => record(true, minutes)}>
            {minutesInWords(minutes)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={() => record(false, 0)}>{t('staff.notCame')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
