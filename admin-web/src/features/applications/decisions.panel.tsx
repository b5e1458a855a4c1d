import type { Application } from '@interra/contracts'
import { Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useDates } from '../../lib/use-dates.ts'
import { TextLink } from '../../ui/links.tsx'
import { Panel } from '../../ui/panel.tsx'
import css from './applications.module.css'
import { Conditions } from './conditions.list.tsx'

/** What juries decided, the latest first, and whether the person was told. */
export function DecisionsPanel({ application }: { application: Application }) {
  const { t } = useTranslation('applications')
  const dates = useDates()
  const { decisions } = application
  if (decisions.length === 0) return null
  return (
    <Panel title={t('decisions.title')}>
      {decisions.map(
        ({ roundId, outcome, decidedAt, communicatedAt, reason, feedback, conditions = [], redirectedTo }) => (
          <Stack key={decidedAt} gap={4}>
            <TextLink to="/interlab/juries/$roundId" params={{ roundId }} fw={600}>
              {t('decisions.line', { outcome: t(`outcomes.${outcome}`), day: dates.dayOf(decidedAt) })}
            </TextLink>
            {redirectedTo && <Text>{t('decisions.redirectedTo', { name: redirectedTo })}</Text>}
            {reason && <Text>{t('decisions.reason', { reason })}</Text>}
            {conditions.length > 0 && <Conditions application={application} conditions={conditions} />}
            <Text className={css['answer'] ?? ''}>{feedback}</Text>
            <Text size="sm" c="dimmed">
              {communicatedAt === null
                ? t('decisions.notTold')
                : t('decisions.told', { day: dates.dayOf(communicatedAt) })}
            </Text>
          </Stack>
        ),
      )}
    </Panel>
  )
}
