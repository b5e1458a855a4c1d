import { openDuoStates, sides, type Duo, type Side } from '@interra/contracts'
import { Button, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../lib/query.ts'
import { useCan } from '../../lib/session.ts'
import { useDates } from '../../lib/use-dates.ts'
import { TextLink } from '../../ui/links.tsx'
import { Panel } from '../../ui/panel.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { say } from '../../ui/undo-bar.tsx'
import css from '../../ui/line-list.module.css'
import { AcceptedOn } from './accepted-on.tsx'
import { staleDuos } from './duos.queries.ts'
import { LinkDialog } from './link.dialog.tsx'

/** The two, what each answered, and the link of each. */
export function Members({ duo }: { duo: Duo }) {
  const { t } = useTranslation('duos')
  const can = useCan()
  const toTell = can('noteTold', duo.siteId) ? (duo.toTell ?? []) : []
  const [linkOf, setLinkOf] = useState<Side | null>(null)
  return (
    <Panel title={t('members.title')}>
      <ul className={css['list']}>
        {sides.map((side) => (
          <Member key={side} duo={duo} side={side} toTell={toTell.includes(side)} showLink={() => setLinkOf(side)} />
        ))}
      </ul>
      <LinkDialog duo={duo} side={linkOf} close={() => setLinkOf(null)} />
    </Panel>
  )
}

interface MemberProps {
  duo: Duo
  side: Side
  /** No e-mail takes what they have to hear. */
  toTell: boolean
  showLink: () => void
}

function Member({ duo, side, toTell, showLink }: MemberProps) {
  const { t } = useTranslation('duos')
  const dates = useDates()
  const can = useCan()
  const { person, acceptedAt, acceptedThrough } = duo[side]
  const open = openDuoStates.some((state) => state === duo.status)
  const living = duo.status === 'active' || duo.status === 'paused'
  return (
    <li className={css['line']} data-side={side}>
      <Stack gap={4}>
        <Text>
          <TextLink to="/people/$personId" params={{ personId: person.personId }} search={{}} fw={600}>
            {person.name}
          </TextLink>{' '}
          · {t(`sides.${side}`)}
        </Text>
        {acceptedAt !== null && acceptedThrough !== null && (
          <StatusBadge tone="good">
            {t(`members.accepted.${acceptedThrough}`, { day: dates.dayOf(acceptedAt, 'short') })}
          </StatusBadge>
        )}
        {acceptedAt === null && open && <StatusBadge tone="info">{t('members.waits')}</StatusBadge>}
        {toTell && (
          <Text size="sm">
            {t('members.toTell')} <TextLink to="/">{t('members.toToday')}</TextLink>
          </Text>
        )}
      </Stack>
      <Group gap="xs">
        {open && acceptedAt === null && can('acceptDuo', duo.siteId) && <Answer duo={duo} side={side} />}
        {(open || living) && can('makeDuoLink', duo.siteId) && (
          <Button variant="default" h={40} onClick={showLink}>
            {t('members.link')}
          </Button>
        )}
      </Group>
    </li>
  )
}

/** What somebody said to the team. */
function Answer({ duo, side }: { duo: Duo; side: Side }) {
  const { t } = useTranslation('duos')
  const done = () => say(t('members.noted'))
  const accept = useAct('acceptDuo', { stale: staleDuos, done })
  const decline = useAct('declineDuo', { stale: staleDuos, done })
  const input = { params: { duoId: duo.id }, ifMatch: duo.version, body: { side } }
  const name = duo[side].person.name ?? ''
  return (
    <>
      <Button
        variant="light"
        h={40}
        loading={accept.isPending}
        aria-label={t('members.acceptsName', { name })}
        onClick={() => accept.mutate(input)}
      >
        {t('members.accepts')}
      </Button>
      <AcceptedOn duo={duo} side={side} />
      <Button
        variant="default"
        h={40}
        loading={decline.isPending}
        aria-label={t('members.declinesName', { name })}
        onClick={() => decline.mutate(input)}
      >
        {t('members.declines')}
      </Button>
    </>
  )
}
