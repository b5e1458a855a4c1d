import { indicators, type Figure } from '@interra/contracts'
import { Card, Group, Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { TextLink } from '../../ui/links.tsx'
import { FigureParts } from '../../ui/figure-parts.tsx'
import type { Period } from '../../ui/period-form.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import css from './figures.module.css'
import { isOfHeads } from './heads.ts'
import { useFigureWords } from '../../lib/figure-words.ts'

/** One figure: its value and unit, what it stands on, its parts, what is unknown, and how it is counted. */
export function FigureCard({ figure, search }: { figure: Figure; search: Period & { site: string | undefined } }) {
  const { t, i18n } = useTranslation('figures')
  const words = useFigureWords()
  const indicator = indicators.find(({ id }) => id === figure.indicatorId)
  if (!indicator) return null
  const language = i18n.language === 'en' ? 'en' : 'fr'
  return (
    <Card component="article" data-indicator={figure.indicatorId}>
      <Stack gap="sm" h="100%">
        <Group justify="space-between" align="flex-start" wrap="nowrap" gap="xs">
          <Title order={2} size="h3">
            <TextLink to="/figures/$indicatorId" params={{ indicatorId: indicator.id }} search={search} inherit>
              {indicator.name[language]}
            </TextLink>
          </Title>
          <Text size="sm" c="dimmed" className={css['code']}>
            {indicator.id}
          </Text>
        </Group>
        <div>
          <span className={css['value']} data-value={figure.value ?? undefined}>
            {words.value(figure, indicator)}
          </span>{' '}
          {figure.value !== null && (
            <Text span c="dimmed">
              {words.unit(indicator)}
            </Text>
          )}
        </div>
        {indicator.kind === 'count' && isOfHeads(figure) && (
          <Text size="sm">
            {t('between', { low: words.number(figure.interval.low), high: words.number(figure.interval.high) })}
          </Text>
        )}
        <FigureParts figure={figure} of={indicator} />
        <Group gap="xs">
          {figure.flags.map((flag) => (
            <StatusBadge key={flag} tone="warn" icon="info">
              {t(`flags.${flag}`)}
            </StatusBadge>
          ))}
        </Group>
        <Footing figure={figure} />
        <details className={css['definition']}>
          <summary>{t('howCounted')}</summary>
          <Text size="sm" mt="xs">
            {indicator.definition[language]}
          </Text>
          <Text size="sm" c="dimmed" mt={4}>
            {t('version', { version: figure.definitionVersion })}
          </Text>
        </details>
      </Stack>
    </Card>
  )
}

/** n, and what is not known: never hidden behind the value. */
function Footing({ figure }: { figure: Figure }) {
  const { t } = useTranslation('figures')
  const words = useFigureWords()
  const lines = [
    figure.n === null ? null : t('n', { count: figure.n, shown: words.number(figure.n) }),
    figure.unknown === null ? null : t('unknown', { shown: words.number(figure.unknown) }),
    figure.coverage === null ? null : t('coverage', { share: words.share(figure.coverage) }),
  ]
  return (
    <Text size="sm" c="dimmed" mt="auto">
      {lines.filter((line) => line !== null).join(' · ')}
    </Text>
  )
}
