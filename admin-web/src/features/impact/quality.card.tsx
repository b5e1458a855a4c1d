import { Card, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { query } from '../../lib/query.ts'
import type { Period } from '../../ui/period-form.tsx'
import { Await } from '../../ui/states.tsx'
import css from './figures.module.css'
import { useFigureWords } from '../../lib/figure-words.ts'

/** How far the figures of the period can be trusted, printed beside them. */
export function QualityCard({ period, site }: { period: Period; site: string | undefined }) {
  const { t, i18n } = useTranslation('figures')
  const words = useFigureWords()
  const quality = useQuery(query('getQuality', { query: { ...period, ...(site !== undefined && { site }) } }))
  const language = i18n.language === 'en' ? 'en' : 'fr'
  return (
    <Card component="section" aria-labelledby="quality">
      <Stack gap="sm">
        <Title order={2} size="h3" id="quality">
          {t('quality')}
        </Title>
        <Await query={quality}>
          {({ gates }) => (
            <dl className={`${css['parts']} ${css['definition']}`}>
              {gates.map(({ gateId, name, definition, figure }) => (
                <div key={gateId} data-gate={gateId}>
                  <dt>
                    <details>
                      <summary>{name[language]}</summary>
                      <Text size="sm" c="dimmed">
                        {definition[language]}
                      </Text>
                    </details>
                  </dt>
                  <dd data-value={figure.value ?? undefined}>
                    {words.value(figure, { share: gateId !== 'QLT-06', decimals: 0 })}
                  </dd>
                </div>
              ))}
            </dl>
          )}
        </Await>
      </Stack>
    </Card>
  )
}
