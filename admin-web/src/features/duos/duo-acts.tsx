import { actsFrom, duoMachine, openDuoStates, safetyStates, type Duo } from '@interra/contracts'
import { ActionIcon, Button, Menu } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../lib/query.ts'
import { useCan } from '../../lib/session.ts'
import { Icon } from '../../ui/icons.tsx'
import { say } from '../../ui/undo-bar.tsx'
import { DuoDialog, type DuoDialogName } from './duo.dialog.tsx'
import { staleDuos } from './duos.queries.ts'
import { LogMeeting } from './log-meeting.tsx'

const rest = ['planFirstMeeting', 'pause', 'complete', 'endEarly', 'abandon'] as const

/** The next step as the one primary button; what else can be done stands in the menu. */
export function DuoActs({ duo }: { duo: Duo }) {
  const { t } = useTranslation('duos')
  const can = useCan()
  const [asked, setAsked] = useState<DuoDialogName | null>(null)
  const retract = useAct('retractDuo', { stale: staleDuos, done: () => say(t('duoDone.retract')) })
  const resume = useAct('resumeDuo', { stale: staleDuos })
  if (!can('changeDuo', duo.siteId)) return null
  const acts = actsFrom(duoMachine, duo.status)
  const input = { params: { duoId: duo.id }, ifMatch: duo.version }
  const next = nextOf(duo)
  const others: DuoDialogName[] = rest.filter(
    (act) => acts.includes(act) && act !== next && !(act === 'planFirstMeeting' && isUnsafe(duo)),
  )
  if (can('raiseSafety', duo.siteId) && mayRaise(duo)) others.push('raiseSafety')
  const open = openDuoStates.some((state) => state === duo.status)
  return (
    <>
      {next !== null && <Button onClick={() => setAsked(next)}>{t(`duoActs.${wordOf(duo, next)}`)}</Button>}
      {duo.status === 'active' && next === null && <LogMeeting duo={duo} />}
      {acts.includes('resume') && !isUnsafe(duo) && (
        <Button loading={resume.isPending} onClick={() => resume.mutate(input)}>
          {t('duoActs.resume')}
        </Button>
      )}
      {open && (
        <Button variant="default" loading={retract.isPending} onClick={() => retract.mutate(input)}>
          {t('duoActs.retract')}
        </Button>
      )}
      {others.length > 0 && (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon size={44} variant="default" aria-label={t('duoActs.more')}>
              <Icon name="more" strokeWidth={3.2} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {others.map((act) => (
              <Menu.Item key={act} onClick={() => setAsked(act)}>
                {t(act === 'planFirstMeeting' ? 'duoActs.moveFirstMeeting' : `duoActs.${act}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      <DuoDialog duo={duo} asked={asked} close={() => setAsked(null)} />
    </>
  )
}

const mayRaise = ({ status }: Duo) => safetyStates.some((state) => state === status)
/** A word about safety is cleared first: the primary button is beside it, on the page itself. */
const isUnsafe = ({ flagged = [] }: Duo) => flagged.length > 0

/** What the team does next, if it is the team's turn. */
function nextOf(duo: Duo): DuoDialogName | null {
  const { status, missing, alerts } = duo
  if (isUnsafe(duo)) return null
  if (status === 'accepted') return 'planFirstMeeting'
  if (status === 'active') return alerts?.includes('over') ? 'complete' : null
  if (status !== 'first_meeting') return null
  if (missing.includes('newcomer_signed') || missing.includes('local_signed')) return 'signCharter'
  if (missing.includes('host_named')) return 'planFirstMeeting'
  return missing.length === 0 ? 'start' : null
}

/** A first meeting that has its day is gone back to for who hosts it. */
const wordOf = ({ status }: Duo, next: DuoDialogName) =>
  next === 'planFirstMeeting' && status === 'first_meeting' ? 'nameHost' : next
