import { carriedIndicators, grains, type Breakdown, type Grain, type IndicatorEntry } from '@interra/contracts'
import { Group, Select } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { pages } from '../../lib/query.ts'
import { useSession } from '../../lib/session.ts'
import css from './figures.module.css'

export interface Choice {
  readonly site?: string | undefined
  readonly by?: Breakdown | undefined
  readonly and?: Breakdown | undefined
  readonly each?: Grain | undefined
  readonly funder?: string | undefined
}

/** Where, told by what, and how often. */
export function IndicatorFilters({
  entry,
  choice,
  change,
  isWhole,
}: {
  entry: IndicatorEntry
  /** Whole numbers are read: then those of one funder are, too. */
  isWhole: boolean
  choice: Choice
  change: (change: Choice) => void
}) {
  const { t } = useTranslation('indicator')
  const { sites } = useSession()
  const { by } = entry
  const told = by.map((value) => ({ value, label: t(`by.${value}`) }))
  return (
    <Group align="end" gap="sm" className={`${css['choices']} ${css['filters']}`}>
      {sites.length > 1 && (
        <Select
          label={t('site')}
          placeholder={t('allSites')}
          clearable
          data={sites.map(({ id, name }) => ({ value: id, label: name }))}
          value={choice.site ?? null}
          onChange={(site) => change({ site: site ?? undefined, funder: undefined })}
        />
      )}
      <Select
        label={t('toldBy')}
        placeholder={t('whole')}
        clearable
        data={told}
        value={choice.by ?? null}
        onChange={(name) => change({ by: by.find((one) => one === name), and: undefined })}
      />
      {choice.by !== undefined && by.length > 1 && (
        <Select
          label={t('andBy')}
          placeholder={t('nothingElse')}
          clearable
          data={told.filter(({ value }) => value !== choice.by)}
          value={choice.and ?? null}
          onChange={(name) => change({ and: by.find((one) => one === name) })}
        />
      )}
      <Select
        label={t('each')}
        placeholder={t('once')}
        clearable
        data={grains.map((value) => ({ value, label: t(`grains.${value}`) }))}
        value={choice.each ?? null}
        onChange={(name) => change({ each: grains.find((one) => one === name) })}
      />
      {isWhole && carriedIndicators.some((id) => id === entry.id) && <OneFunder choice={choice} change={change} />}
    </Group>
  )
}

/** What one funder carries, among those of the place that is looked at. */
function OneFunder({ choice, change }: { choice: Choice; change: (change: Choice) => void }) {
  const { t } = useTranslation('indicator')
  const query = { limit: 200, ...(choice.site !== undefined && { siteId: choice.site }) }
  const funders = useInfiniteQuery(pages('listFunders', { query })).data ?? []
  if (funders.length === 0) return null
  return (
    <Select
      label={t('funder')}
      placeholder={t('anyFunder')}
      clearable
      data={funders.map(({ id, name }) => ({ value: id, label: name }))}
      value={choice.funder ?? null}
      onChange={(funder) => change({ funder: funder ?? undefined })}
    />
  )
}
