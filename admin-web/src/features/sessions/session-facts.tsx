import type { Session } from '@interra/contracts'
import { Button, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useLabel } from '../../lib/choices.ts'
import { nameOf } from '../../lib/person-name.ts'
import { useDates } from '../../lib/use-dates.ts'
import { Facts, type Fact } from '../../ui/facts.tsx'
import { Icon } from '../../ui/icons.tsx'
import { Panel } from '../../ui/panel.tsx'
import { capital, useHostLine, useRuleWords } from './session-words.ts'

interface SessionFactsProps {
  session: Session
  /** Opens the choice of hosts; absent for those who may not change them. */
  editHosts: (() => void) | undefined
}

/** What is known of a session, beside the people. */
export function SessionFacts({ session, editHosts }: SessionFactsProps) {
  const { t } = useTranslation('sessions')
  const dates = useDates()
  const label = useLabel()
  const rule = useRuleWords()
  const { place, address, series, originalOn, note, category, offered, startsOn } = session
  const facts: Fact[] = [
    {
      label: t('facts.when'),
      value: capital(
        t('session.when', { day: dates.day(startsOn, 'full'), from: session.startsTime, to: session.endsTime }),
      ),
    },
    { label: t('facts.where'), value: place ? <Where place={place} address={address} /> : t('line.noPlace') },
    { label: t('facts.hosts'), value: <Hosts session={session} edit={editHosts} /> },
    {
      label: t('facts.places'),
      value: [
        t('line.places', { taken: session.taken, capacity: session.capacity }),
        ...(offered > 0 ? [t('facts.offered', { count: offered })] : []),
      ].join(', '),
    },
    ...(note === null ? [] : [{ label: t('facts.note'), value: note }]),
    ...(series === null
      ? []
      : [
          {
            label: t('facts.series'),
            value: capital(t('facts.until', { rule: rule(series.rule), day: dates.day(series.untilOn) })),
          },
        ]),
    ...(originalOn === null || originalOn === startsOn
      ? []
      : [{ label: t('facts.original'), value: capital(dates.day(originalOn, 'full')) }]),
    ...(category === null ? [] : [{ label: t('facts.category'), value: label(category) }]),
    { label: t('facts.autonomy'), value: t(`autonomy.${session.autonomy}`) },
  ]
  return (
    <Panel title={t('session.facts')}>
      <Facts facts={facts} />
    </Panel>
  )
}

function Where({ place, address }: { place: NonNullable<Session['place']>; address: string | null }) {
  return (
    <>
      {place.venue}, {place.room}
      {address !== null && (
        <Text size="sm" c="dimmed">
          {address}
        </Text>
      )}
    </>
  )
}

function Hosts({ session, edit }: { session: Session; edit: (() => void) | undefined }) {
  const { t } = useTranslation('sessions')
  const line = useHostLine()
  const named = session.hosts.filter((host) => nameOf(host) !== '')
  return (
    <Stack gap={4} align="flex-start">
      {named.length === 0
        ? line(session.hosts)
        : named.map((host) => (
            <span key={host.personId}>
              {nameOf(host)}
              <Text span size="sm" c="dimmed">
                {' '}
                · {t(`parts.${host.part}`)}
              </Text>
            </span>
          ))}
      {edit && (
        <Button variant="subtle" size="compact-sm" leftSection={<Icon name="edit" size={16} />} onClick={edit}>
          {t('hosts.edit')}
        </Button>
      )}
    </Stack>
  )
}
