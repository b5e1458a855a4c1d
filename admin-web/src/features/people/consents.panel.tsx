import type { Consent, Person } from '@interra/contracts'
import { Button, Group, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguages } from '../../lib/choices.ts'
import { useAct } from '../../lib/query.ts'
import { useCan } from '../../lib/session.ts'
import { useDates } from '../../lib/use-dates.ts'
import { Icon } from '../../ui/icons.tsx'
import { Panel } from '../../ui/panel.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { say } from '../../ui/undo-bar.tsx'
import { ConsentDialog } from './consent.dialog.tsx'
import { stalePerson } from './people.queries.ts'
import css from './person.module.css'

/** What somebody was told and answered: proof, latest first. */
export function Consents({ person }: { person: Person }) {
  const { t } = useTranslation('people')
  const can = useCan()
  const [noting, setNoting] = useState(false)
  const mayNote = person.status === 'active' && can('recordConsent', person.siteId)
  const { consents } = person
  return (
    <Panel
      anchor="consents"
      title={t('consent.title')}
      aside={
        mayNote && (
          <Button variant="light" leftSection={<Icon name="plus" size={18} />} onClick={() => setNoting(true)}>
            {t('consent.record')}
          </Button>
        )
      }
    >
      {consents === undefined && <Text>{t('masked')}</Text>}
      {consents?.length === 0 && <Text>{t('consent.none')}</Text>}
      <ul className={css['list']}>
        {consents?.map((consent) => (
          <Answer key={consent.id} consent={consent} personId={person.id} mayWithdraw={mayNote} />
        ))}
      </ul>
      {mayNote && <ConsentDialog person={person} opened={noting} close={() => setNoting(false)} />}
    </Panel>
  )
}

function Answer({ consent, personId, mayWithdraw }: { consent: Consent; personId: string; mayWithdraw: boolean }) {
  const { t } = useTranslation('people')
  const dates = useDates()
  const { nameOf } = useLanguages()
  const withdraw = useAct('withdrawConsent', { stale: stalePerson })
  const { id, purpose, given, withdrawnAt, channel, language, textVersion, collectedOn, helpedBy, guardianName } =
    consent
  const line = [
    t('consent.line', {
      channel: t(`consent.channels.${channel}`),
      language: nameOf(language),
      version: textVersion,
      day: dates.day(collectedOn),
    }),
    helpedBy === null ? '' : t('consent.helped', { name: helpedBy }),
    guardianName === null ? '' : t('consent.guardian', { name: guardianName }),
  ]
  return (
    <li>
      <Group justify="space-between" gap="xs">
        <Text fw={600}>{t(`consent.purposes.${purpose}`)}</Text>
        <State given={given} withdrawn={withdrawnAt === null ? null : dates.dayOf(withdrawnAt)} />
      </Group>
      <div className={css['row']}>
        <Text size="sm" c="dimmed">
          {line.filter(Boolean).join(', ')}
        </Text>
        {mayWithdraw && given && withdrawnAt === null && (
          <Button
            size="compact-sm"
            variant="subtle"
            loading={withdraw.isPending}
            onClick={() =>
              withdraw.mutate(
                { params: { personId, consentId: id } },
                { onSuccess: () => say(t('consent.withdrawDone')) },
              )
            }
          >
            {t('consent.withdraw')}
          </Button>
        )}
      </div>
    </li>
  )
}

function State({ given, withdrawn }: { given: boolean; withdrawn: string | null }) {
  const { t } = useTranslation('people')
  if (withdrawn !== null) return <StatusBadge tone="bad">{t('consent.withdrawnOn', { day: withdrawn })}</StatusBadge>
  return given ? (
    <StatusBadge tone="good">{t('consent.given')}</StatusBadge>
  ) : (
    <StatusBadge tone="neutral">{t('consent.refused')}</StatusBadge>
  )
}
