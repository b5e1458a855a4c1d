import type { LearningChange } from '@interra/contracts'
import { Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { tagOf } from '../../lib/dates.ts'
import { query } from '../../lib/query.ts'
import { Panel } from '../../ui/panel.tsx'
import { Await } from '../../ui/states.tsx'

/** What changed, on pairs only, with how many did not answer. */
export function LearningChanges({ courseId }: { courseId: string }) {
  const { t } = useTranslation('trainings')
  const learning = useQuery(query('getLearning', { params: { courseId } }))
  return (
    <Panel title={t('learning.title')}>
      <Text size="sm" c="dimmed">
        {t('learning.about')}
      </Text>
      <Await query={learning}>
        {({ changes }) => (
          <Stack gap="md">
            {changes.map((change) => (
              <Change key={change.question} change={change} />
            ))}
          </Stack>
        )}
      </Await>
      <Text size="sm" c="dimmed">
        {t('learning.caution')}
      </Text>
    </Panel>
  )
}

function Change({
  change: { question, asked, pairs, meanThen, meanNow, change, improved, ...missing },
}: {
  change: LearningChange
}) {
  const { t, i18n } = useTranslation('trainings')
  const number = new Intl.NumberFormat(tagOf(i18n.language), { maximumFractionDigits: 1 })
  const signed = new Intl.NumberFormat(tagOf(i18n.language), { maximumFractionDigits: 1, signDisplay: 'exceptZero' })
  const known = meanThen !== null && meanNow !== null && change !== null && improved !== null
  return (
    <Stack gap={2} data-question={question}>
      <Text fw={600}>{t(`learning.questions.${question}`)}</Text>
      {known ? (
        <Text>
          {t('learning.change', {
            first: number.format(meanThen),
            last: number.format(meanNow),
            change: signed.format(change),
          })}
          {' · '}
          {t('learning.improved', { count: improved })}
        </Text>
      ) : (
        <Text>{t('learning.noPair')}</Text>
      )}
      <Text size="sm" c="dimmed">
        {t('learning.pairs', { count: pairs, asked })}
      </Text>
      <Text size="sm" c="dimmed">
        {t('learning.missing', missing)}
      </Text>
    </Stack>
  )
}
