import type { Report } from '@interra/contracts'
import { Button, Group, NativeSelect, Stack, Text } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { pages, query, useAct } from '../../lib/query.ts'
import { useCan } from '../../lib/session.ts'
import { Panel } from '../../ui/panel.tsx'
import { staleTestimonies } from './report-words.ts'
import css from './reports.module.css'

/** The testimonies of a report, looked up now: its figures are frozen, words may be withdrawn. */
export function QuotedPanel({ report: { id, siteId } }: { report: Pick<Report, 'id' | 'siteId'> }) {
  const { t } = useTranslation('reports')
  const can = useCan()
  const quoted = useQuery(query('listReportTestimonies', { params: { reportId: id } }))
  const drop = useAct('dropTestimony', { stale: staleTestimonies })
  const items = quoted.data?.items ?? []
  const mayQuote = can('quoteTestimony', siteId)
  if (items.length === 0 && !mayQuote) return null
  return (
    <div className={items.length === 0 ? css['screen'] : undefined}>
      <Panel title={t('testimonies.title')}>
        {items.map(({ id: testimonyId, words, language, givenName }) => (
          <Stack key={testimonyId} gap={4}>
            <blockquote className={css['quote']} lang={language} dir="auto">
              {words}
            </blockquote>
            <Group justify="space-between">
              <Text size="sm" c="dimmed">
                {givenName ?? t('testimonies.member')}
              </Text>
              {mayQuote && (
                <Button
                  className={css['screen'] ?? ''}
                  variant="subtle"
                  onClick={() => drop.mutate({ params: { reportId: id, testimonyId } })}
                >
                  {t('testimonies.drop')}
                </Button>
              )}
            </Group>
          </Stack>
        ))}
        {mayQuote && <Choose reportId={id} siteId={siteId} taken={items.map((one) => one.id)} />}
      </Panel>
    </div>
  )
}

function Choose({ reportId, siteId, taken }: { reportId: string; siteId: string; taken: readonly string[] }) {
  const { t } = useTranslation('reports')
  const [chosen, setChosen] = useState('')
  const list = useInfiniteQuery(pages('listTestimonies', { query: { siteId, limit: 200 } }))
  const quote = useAct('quoteTestimony', { stale: staleTestimonies, done: () => setChosen('') })
  const free = (list.data ?? []).filter(({ id }) => !taken.includes(id))
  if (free.length === 0)
    return (
      <Text size="sm" className={css['screen'] ?? ''}>
        {t('testimonies.noMore')}
      </Text>
    )
  const short = (words: string) => (words.length > 60 ? `${words.slice(0, 60)}…` : words)
  return (
    <Group align="end" className={css['screen'] ?? ''}>
      <NativeSelect
        label={t('testimonies.choose')}
        value={chosen}
        onChange={(event) => setChosen(event.currentTarget.value)}
        data={[
          { value: '', label: '' },
          ...free.map(({ id, personName, words }) => ({ value: id, label: `${personName ?? ''} : ${short(words)}` })),
        ]}
      />
      <Button
        variant="default"
        disabled={chosen === ''}
        onClick={() => quote.mutate({ params: { reportId, testimonyId: chosen } })}
      >
        {t('testimonies.quote')}
      </Button>
    </Group>
  )
}
