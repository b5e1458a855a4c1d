import type { HistoryEntry } from '@interra/contracts'
import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useDates } from '../lib/use-dates.ts'
import css from './history.module.css'

interface HistoryProps {
  entries: readonly HistoryEntry[]
  /** An act in words. */
  words: (entry: HistoryEntry) => string
}

/** What was done to a record, the latest first. */
export function History({ entries, words }: HistoryProps) {
  const { t } = useTranslation()
  const dates = useDates()
  if (entries.length === 0) return <Text c="dimmed">{t('noHistory')}</Text>
  return (
    <ol className={css['history']}>
      {entries.map((entry) => (
        <li key={`${entry.at} ${entry.act}`}>
          <Text>{words(entry)}</Text>
          {entry.reason && <Text size="sm">{t('quoted', { words: entry.reason })}</Text>}
          <Text size="sm" c="dimmed">
            {t('historyLine', { by: entry.by ?? t('itself'), day: dates.dayOf(entry.at), time: dates.time(entry.at) })}
          </Text>
        </li>
      ))}
    </ol>
  )
}
