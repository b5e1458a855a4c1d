import type { FunderLinkFigures, IndicatorEntry, ProblemCode } from '@interra/contracts'
import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { Suspense, useEffect, useState } from 'react'
import { I18nextProvider, useTranslation } from 'react-i18next'
import { instantDay, tagOf } from '../../lib/dates.ts'
import { useDoorLanguage, type DoorLocale } from '../../lib/door-language.ts'
import { problemOf } from '../../lib/problems.ts'
import { call } from '../../lib/query.ts'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { DoorGround } from '../../ui/door-ground.tsx'
import { Icon } from '../../ui/icons.tsx'
import css from './funder-door.module.css'

const offered = ['fr', 'en'] as const
/** What is zero where there was nothing; a share or a median of nothing is not known. */
const counts = new Set<IndicatorEntry['kind']>(['count', 'sum', 'weekly'])

/** Figures for a funder, by a link: what they are was settled when the link was made. */
export function FunderDoorPage() {
  const { words, locale, choose } = useDoorLanguage('funder-door', offered)
  return (
    <I18nextProvider i18n={words}>
      <Suspense>
        <Ground locale={locale} choose={choose} />
      </Suspense>
    </I18nextProvider>
  )
}

function Ground({ locale, choose }: { locale: DoorLocale; choose: (locale: DoorLocale) => void }) {
  const { t } = useTranslation('funder-door')
  return (
    <DoorGround
      title={t('title')}
      brand={t('brand')}
      language={t('language')}
      nameOf={(one) => t(`languages.${one}`)}
      offered={offered}
      locale={locale}
      choose={choose}
    >
      <Read language={locale === 'en' ? 'en' : 'fr'} />
    </DoorGround>
  )
}

function Read({ language }: { language: 'fr' | 'en' }) {
  const { t } = useTranslation('funder-door')
  const [token] = useState(() => location.hash.slice(1))
  const [told, setTold] = useState<FunderLinkFigures | null>(null)
  const [problem, setProblem] = useState<ProblemCode | null>(null)
  useEffect(() => {
    call('readFunderLink', { body: { token } }).then(setTold, (error: unknown) => setProblem(problemOf(error).code))
  }, [token])
  if (told !== null) return <Told told={told} language={language} />
  if (problem === null) return <Text role="status">{t('loading')}</Text>
  // a link that was cut is none of ours either
  const isEnded = problem === 'link-expired' || problem === 'validation-failed'
  return (
    <Stack gap="xs" role="status">
      <Title order={1} size="h2">
        {t(isEnded ? 'ended.title' : 'failed.title')}
      </Title>
      <Text>{t(isEnded ? 'ended.text' : 'failed.text')}</Text>
    </Stack>
  )
}

function Told({ told, language }: { told: FunderLinkFigures; language: 'fr' | 'en' }) {
  const { t } = useTranslation('funder-door')
  const { funder, site, fromYear, toYear, indicators, tables, asOf, expiresAt } = told
  const years = Array.from({ length: toYear - fromYear + 1 }, (_, index) => fromYear + index)
  const value = (entry: IndicatorEntry, year: number) => {
    const cells = tables.find(({ indicatorId }) => indicatorId === entry.id)?.cells ?? []
    const figure = cells.find(({ from }) => from === `${year}-01-01`)?.figure
    if (figure?.suppressed === true) return t('hidden')
    // a year in which nothing was counted has no cell
    const number = figure === undefined && counts.has(entry.kind) ? 0 : (figure?.value ?? null)
    if (number === null) return t('none')
    const digits = { maximumFractionDigits: entry.share ? 1 : entry.decimals }
    return number.toLocaleString(tagOf(language), entry.share ? { ...digits, style: 'percent' } : digits)
  }
  const columns: Column<IndicatorEntry>[] = [
    { id: 'name', header: t('figure'), main: true, cell: ({ name }) => name[language] },
    ...years.map((year) => ({
      id: String(year),
      header: String(year),
      align: 'end' as const,
      cell: (entry: IndicatorEntry) => value(entry, year),
    })),
  ]
  const day = (instant: string) => instantDay(instant, language, 'Europe/Brussels')
  return (
    <Stack gap="lg">
      <div>
        <Title order={1} size="h2">
          {t('for', { funder })}
        </Title>
        <Text>{t('of', { site, from: fromYear, to: toYear, count: years.length })}</Text>
        <Text size="sm" c="dimmed">
          {t('asOf', { day: day(asOf) })}
        </Text>
      </div>
      <DataTable caption={t('figures')} rows={indicators} rowKey={({ id }) => id} columns={columns} />
      <Text size="sm">{t('hiddenHint')}</Text>
      <section>
        <Title order={2} size="h3" mb="xs">
          {t('definitions')}
        </Title>
        <Stack gap="xs">
          {indicators.map(({ id, version, name, definition }) => (
            <Text key={id} size="sm">
              <strong>{name[language]}</strong> ({id}, {version}). {definition[language]}
            </Text>
          ))}
        </Stack>
      </section>
      <Group className={css['print'] ?? ''} justify="space-between">
        <Button leftSection={<Icon name="print" size={18} />} onClick={() => window.print()}>
          {t('print')}
        </Button>
        <Text size="sm" c="dimmed">
          {t('until', { day: day(expiresAt) })}
        </Text>
      </Group>
    </Stack>
  )
}
