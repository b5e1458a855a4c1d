import { startConditions, type Duo, type StartCondition } from '@interra/contracts'
import { Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useLanguages } from '../../lib/choices.ts'
import { useDates } from '../../lib/use-dates.ts'
import { Panel } from '../../ui/panel.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import css from '../../ui/line-list.module.css'

const trainings: readonly StartCondition[] = ['newcomer_trained', 'local_trained']

/** What comes before a duo starts: the first meeting, both signatures, the training where a rule asks for it. */
export function StartSteps({ duo }: { duo: Duo }) {
  const { t } = useTranslation('duos')
  if (duo.firstMeeting === null && duo.status !== 'accepted') return null
  const before = duo.status === 'accepted' || duo.status === 'first_meeting'
  const shown = startConditions.filter((one) => !trainings.includes(one) || duo.missing.includes(one))
  return (
    <Panel title={t('steps.title')}>
      <ul className={css['list']}>
        {shown.map((condition) => (
          <li key={condition} className={css['line']}>
            <Stack gap={2} flex={1} miw="12rem">
              <Text>{t(`steps.${condition}`, { name: nameFor(duo, condition) })}</Text>
              <Detail duo={duo} condition={condition} />
            </Stack>
            <Group>
              {before && duo.missing.includes(condition) ? (
                <StatusBadge tone="warn">{t('steps.todo')}</StatusBadge>
              ) : (
                <StatusBadge tone="good">{t('steps.done')}</StatusBadge>
              )}
            </Group>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

const sideOf = (condition: StartCondition) => (condition.startsWith('newcomer') ? 'newcomer' : 'local')
const nameFor = (duo: Duo, condition: StartCondition) => duo[sideOf(condition)].person.name ?? ''

function Detail({ duo: { firstMeeting, charter }, condition }: { duo: Duo; condition: StartCondition }) {
  const { t } = useTranslation('duos')
  const dates = useDates()
  const { nameOf } = useLanguages()
  if (condition === 'first_meeting_held' && firstMeeting !== null) {
    const { on, time, place, host, interpreterLanguage: language } = firstMeeting
    const line = [
      dates.day(on, 'short'),
      time,
      place,
      host?.name,
      language && t('steps.interpreter', { language: nameOf(language) }),
    ]
    return (
      <Text size="sm" c="dimmed">
        {line.filter(Boolean).join(' · ')}
      </Text>
    )
  }
  const signature = charter.find(({ side }) => side === sideOf(condition))
  if (!condition.endsWith('_signed') || !signature) return null
  return (
    <Text size="sm" c="dimmed">
      {[
        dates.day(signature.signedOn, 'short'),
        nameOf(signature.language),
        t(`charter.channels.${signature.channel}`),
        signature.interpreter,
      ]
        .filter(Boolean)
        .join(' · ')}
    </Text>
  )
}
