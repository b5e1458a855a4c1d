import type { Sheet } from '@interra/contracts'
import { Button, Modal, Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../lib/query.ts'
import { useCan } from '../../lib/session.ts'

/** A closed sheet opens again with a reason, which is kept. */
export function ReopenSheetButton({ sheet }: { sheet: Sheet }) {
  const { t } = useTranslation('attendance')
  const can = useCan()
  const [opened, setOpened] = useState(false)
  const [reason, setReason] = useState('')
  const act = useAct('reopenSheet', { stale: ['getSheet', 'listSessions', 'getSession'] })
  const submit = () =>
    act.mutate(
      { params: { sessionId: sheet.sessionId }, ifMatch: sheet.version, body: { reason: reason.trim() } },
      { onSuccess: () => setOpened(false) },
    )
  if (!can('reopenSheet', sheet.siteId)) return <Text c="dimmed">{t('closedHint')}</Text>
  return (
    <>
      <Button variant="default" size="lg" fullWidth onClick={() => setOpened(true)}>
        {t('reopen.open')}
      </Button>
      <Modal opened={opened} onClose={() => setOpened(false)} title={t('reopen.title')}>
        <Stack>
          <Textarea
            label={t('reopen.reason')}
            maxLength={300}
            required
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Button disabled={reason.trim() === ''} loading={act.isPending} onClick={submit}>
            {t('reopen.action')}
          </Button>
        </Stack>
      </Modal>
    </>
  )
}
