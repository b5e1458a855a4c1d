import type { FunderFigures } from '@interra/contracts'
import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Facts } from '../../ui/facts.tsx'
import { Panel } from '../../ui/panel.tsx'
import { useFunderWords } from './funder-words.ts'

/** How what the funders claim comes to the people there are, line by line. */
export function ClaimsPanel({ figures: { persons, sessions } }: { figures: FunderFigures }) {
  const { t } = useTranslation('funders')
  const { number } = useFunderWords()
  return (
    <Panel title={t('claims.title')}>
      {persons ? (
        <Facts
          facts={[
            { label: t('claims.claims'), value: number(persons.claims) },
            { label: t('claims.countedAgain'), value: `− ${number(persons.countedAgain)}` },
            { label: t('claims.unclaimed'), value: `+ ${number(persons.unclaimed)}` },
            { label: t('claims.overall'), value: <strong>{number(persons.overall)}</strong> },
            { label: t('claims.ofSeveral'), value: number(persons.ofSeveral) },
          ]}
        />
      ) : (
        <Text c="dimmed">{t('claims.hidden')}</Text>
      )}
      <Text size="sm" c="dimmed">
        {t('claims.sessions', { overall: number(sessions.overall), unallocated: number(sessions.unallocated) })}
      </Text>
    </Panel>
  )
}
