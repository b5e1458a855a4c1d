import type { SheetRow } from '@interra/contracts'
import { Button, Group, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { tagOf } from '../../lib/dates.ts'
import { query } from '../../lib/query.ts'
import { useDates } from '../../lib/use-dates.ts'
import { Icon } from '../../ui/icons.tsx'
import { QrCode } from '../../ui/qr-code.tsx'
import { Await } from '../../ui/states.tsx'
import css from './print.module.css'
import { nameOf, namesakes } from './queue.ts'
import { useTellApart } from './tell-apart.ts'

const blankLines = 8

/** A4 with a signature column, blank lines for who comes to the door, and a code that opens the sheet on a phone. */
export function PrintPage() {
  const { sessionId } = useParams({ from: '/in/sessions/$sessionId/print' })
  const { t } = useTranslation('attendance')
  const dates = useDates()
  const sheet = useQuery(query('getSheet', { params: { sessionId } }))
  return (
    <Await query={sheet}>
      {(data) => (
        <div className={css['paper']}>
          <Button className={css['button'] ?? ''} leftSection={<Icon name="print" />} onClick={() => window.print()}>
            {t('print.now')}
          </Button>
          <Group justify="space-between" align="flex-start" wrap="nowrap">
            <div>
              <Title order={1}>{data.workshopTitle}</Title>
              <Text>
                {t('when', { day: dates.day(data.startsOn, 'full'), from: data.startsTime, to: data.endsTime })}
              </Text>
              <Text>{[data.venue, data.room].filter(Boolean).join(', ')}</Text>
            </div>
            <QrCode text={`${window.location.origin}/sessions/${sessionId}/sheet`} label={t('print.code')} />
          </Group>
          <Signatures rows={data.rows.filter((row) => row.place !== 'waitlisted')} />
        </div>
      )}
    </Await>
  )
}

function Signatures({ rows }: { rows: readonly SheetRow[] }) {
  const { t, i18n } = useTranslation('attendance')
  const tellApart = useTellApart()
  const alike = namesakes(rows)
  const collator = new Intl.Collator(tagOf(i18n.language))
  const sorted = rows.toSorted((a, b) => collator.compare(nameOf(a), nameOf(b)))
  return (
    <table className={css['table']}>
      <thead>
        <tr>
          <th scope="col">{t('print.number')}</th>
          <th scope="col">{t('print.name')}</th>
          <th scope="col">{t('print.signature')}</th>
        </tr>
      </thead>
      <tbody>
        {sorted.map((row, index) => (
          <tr key={row.personId}>
            <td>{index + 1}</td>
            <td>
              <bdi>{nameOf(row)}</bdi>
              {alike.has(row.personId) && <div className={css['apart']}>{tellApart(row)}</div>}
            </td>
            <td />
          </tr>
        ))}
        {Array.from({ length: blankLines }, (_, index) => (
          <tr key={`blank ${index}`}>
            <td />
            <td className={css['blank']} />
            <td />
          </tr>
        ))}
      </tbody>
    </table>
  )
}
