import { referralTemplate, type ReferralFileFault, type ReferralFileReport } from '@interra/contracts'
import { Button, FileButton, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { problemOf, useProblemWords } from '../../lib/problems.ts'
import { call } from '../../lib/query.ts'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Panel } from '../../ui/panel.tsx'

const largest = 200_000
const templateAddress = `data:text/csv;charset=utf-8,${encodeURIComponent(referralTemplate)}`

/** A file of referrals: checked first, then written whole, or only its good rows when one says so. */
export function ReferralFile({ partnerId }: { partnerId: string }) {
  const { t } = useTranslation('partners')
  const words = useFileWords()
  const [text, setText] = useState<string | null>(null)
  const [report, setReport] = useState<ReferralFileReport | null>(null)
  const [refusal, setRefusal] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const take = async (work: () => Promise<ReferralFileReport>) => {
    setBusy(true)
    setRefusal(null)
    try {
      setReport(await work())
    } catch (error) {
      setReport(null)
      setRefusal(words.refusal(error))
    } finally {
      setBusy(false)
    }
  }
  const choose = async (file: File | null) => {
    if (file === null) return
    setReport(null)
    setText(null)
    if (file.size > largest) return setRefusal(t('doors.tooBig'))
    try {
      const read = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await file.arrayBuffer())
      setText(read)
      await take(() => call('checkReferralFile', { params: { partnerId }, body: { text: read } }))
    } catch {
      setRefusal(t('doors.notText'))
    }
  }
  const write = (only: 'all' | 'good') =>
    take(() => call('importReferralFile', { params: { partnerId }, body: { text, only } }))
  return (
    <Panel title={t('doors.fileTitle')}>
      <Stack>
        <Text>{t('doors.fileLead')}</Text>
        <details>
          <summary>{t('doors.codes')}</summary>
          <Text size="sm">{t('doors.codesText')}</Text>
        </details>
        <Group>
          <Button component="a" variant="default" href={templateAddress} download="interra.csv">
            {t('doors.template')}
          </Button>
          <FileButton accept=".csv,text/csv" onChange={(file) => void choose(file)}>
            {(props) => (
              <Button {...props} loading={busy}>
                {t('doors.choose')}
              </Button>
            )}
          </FileButton>
        </Group>
        {refusal !== null && (
          <Notice tone="bad" role="alert">
            {refusal}
          </Notice>
        )}
        {report !== null && <Report report={report} busy={busy} write={(only) => void write(only)} />}
      </Stack>
    </Panel>
  )
}

interface ReportProps {
  report: ReferralFileReport
  busy: boolean
  write: (only: 'all' | 'good') => void
}

function Report({ report, busy, write }: ReportProps) {
  const { t } = useTranslation('partners')
  const words = useFileWords()
  const { rows, good, known, written, faults } = report
  const columns: Column<ReferralFileFault>[] = [
    { id: 'row', header: t('doors.row'), main: true, cell: ({ row }) => row },
    { id: 'column', header: t('doors.column'), cell: ({ column }) => column ?? t('doors.wholeRow') },
    { id: 'remedy', header: t('doors.remedy'), cell: words.fault },
  ]
  const left = good - known
  return (
    <Stack>
      <Notice tone={faults.length === 0 ? 'good' : 'warn'} role="status" title={t('doors.report', { good, rows })}>
        {known > 0 && <Text>{t('doors.known', { known })}</Text>}
        {written > 0 && <Text>{t('doors.done', { written })}</Text>}
      </Notice>
      {written === 0 && left > 0 && (
        <Group>
          {faults.length === 0 ? (
            <Button loading={busy} onClick={() => write('all')}>
              {t('doors.write')}
            </Button>
          ) : (
            <Button variant="default" loading={busy} onClick={() => write('good')}>
              {t('doors.writeGood', { good: left })}
            </Button>
          )}
        </Group>
      )}
      {faults.length > 0 && (
        <DataTable
          caption={t('doors.remedy')}
          rows={faults}
          rowKey={({ row, column }) => `${row} ${column ?? ''}`}
          columns={columns}
        />
      )}
    </Stack>
  )
}

/** What is wrong with a file or a row, in the user's words. */
function useFileWords() {
  const { t } = useTranslation('partners')
  const words = useProblemWords()
  return {
    fault: ({ code, rule }: ReferralFileFault) =>
      words.field({ pointer: '', code, params: rule === null ? {} : { rule } }),
    refusal: (error: unknown) => {
      const problem = problemOf(error)
      const { code, extra } = problem
      if (code === 'body-too-large') return t('doors.tooBig')
      if (code === 'csv-broken') return t('doors.brokenAt', { line: shown(extra.params?.['line']) })
      const params = extra.errors?.[0]?.params ?? {}
      const column = shown(params['column'])
      if (params['rule'] === 'missing-for-this-kind') return t('doors.columnMissing', { column })
      if (params['rule'] === 'unknown') return t('doors.columnUnknown', { column })
      if (params['rule'] === 'named-twice') return t('doors.columnTwice', { column })
      if (params['rule'] === 'blank') return t('doors.empty')
      return params['rule'] === 'too-many' ? t('doors.tooBig') : words.title(problem)
    },
  }
}

const shown = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')
