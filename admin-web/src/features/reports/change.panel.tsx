import { asked as answered, type IndicatorId, type Report } from '@interra/contracts'
import { NativeSelect, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { tagOf } from '../../lib/dates.ts'
import { query } from '../../lib/query.ts'
import { Panel } from '../../ui/panel.tsx'
import { Await } from '../../ui/states.tsx'

/** What a frozen figure would be now, and why it is another one. */
export function ChangePanel({ report }: { report: Report }) {
  // what members answered is read by nobody one by one
  const told = report.lines.filter(({ indicatorId }) => !answered.some(({ id }) => id === indicatorId))
  const ids = [...new Set(told.map(({ indicatorId }) => indicatorId))]
  const [first] = ids
  return first && <WhyChanged report={report} ids={ids} first={first} />
}

interface WhyProps {
  readonly report: Report
  readonly ids: readonly IndicatorId[]
  readonly first: IndicatorId
}
function WhyChanged({ report, ids, first }: WhyProps) {
  const { t, i18n } = useTranslation('reports')
  const [asked, setAsked] = useState(first)
  const dictionary = useQuery(query('listIndicators', {}))
  const change = useQuery(
    query('explainReportChange', { params: { reportId: report.id }, query: { indicator: asked } }),
  )
  const nameOf = (id: string) => {
    const name = dictionary.data?.items.find((one) => one.id === id)?.name
    return (i18n.language === 'en' ? name?.en : name?.fr) ?? id
  }
  const number = (value: number) => value.toLocaleString(tagOf(i18n.language))
  const told = (value: number, of: number | null) =>
    of === null ? number(value) : t('change.of', { value: number(value), of: number(of) })
  return (
    <Panel title={t('change.title')}>
      <NativeSelect
        label={t('change.indicator')}
        value={asked}
        onChange={({ target }) => setAsked(ids.find((id) => id === target.value) ?? asked)}
        data={ids.map((value) => ({ value, label: nameOf(value) }))}
      />
      <Await query={change}>
        {({ before, after, beforeOf, afterOf, causes }) => (
          <Stack gap="xs">
            <Text>
              {before === after && beforeOf === afterOf
                ? t('change.same', { after: told(after, afterOf) })
                : t('change.differs', { before: told(before, beforeOf), after: told(after, afterOf) })}
            </Text>
            {causes.map(({ cause, way, count, delta }) => (
              <Text key={`${cause} ${way}`} size="sm">
                {t('change.cause', {
                  cause: t(`causes.${cause}`),
                  way: t(`ways.${way}`),
                  records: count,
                  delta: `${delta > 0 ? '+' : ''}${number(delta)}`,
                })}
              </Text>
            ))}
          </Stack>
        )}
      </Await>
    </Panel>
  )
}
