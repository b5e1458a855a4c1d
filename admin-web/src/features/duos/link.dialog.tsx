import type { Duo, Side } from '@interra/contracts'
import { Button, Code, CopyButton, Stack, Text } from '@mantine/core'
import { useEffect, useEffectEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../lib/query.ts'
import { useDates } from '../../lib/use-dates.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { QrCode } from '../../ui/qr-code.tsx'
import { Late, Lines } from '../../ui/states.tsx'

interface LinkDialogProps {
  duo: Duo
  side: Side | null
  close: () => void
}

/** The link of one side, to show on the spot or to hand over. */
export function LinkDialog({ duo, side, close }: LinkDialogProps) {
  const { t } = useTranslation('duos')
  return (
    <Dialog opened={side !== null} close={close} title={side && t('link.title', { name: duo[side].person.name ?? '' })}>
      {side && <Link duoId={duo.id} side={side} close={close} />}
    </Dialog>
  )
}

function Link({ duoId, side, close }: { duoId: string; side: Side; close: () => void }) {
  const { t } = useTranslation(['duos', 'common'])
  const dates = useDates()
  const { mutate, data, error } = useAct('makeDuoLink', { stale: [] })
  const make = useEffectEvent(() => mutate({ params: { duoId }, body: { side } }, { onError: close }))
  // each one made ends the one before, so it is made once for what is shown
  useEffect(() => make(), [duoId, side])
  if (!data)
    return error ? null : (
      <Late>
        <Lines count={2} />
      </Late>
    )
  return (
    <Stack align="center">
      <Text>{t('duos:link.lead', { day: dates.dayOf(data.expiresAt) })}</Text>
      <QrCode text={data.url} label={t('duos:link.qr')} />
      <Code block maw="100%" style={{ overflowWrap: 'anywhere', whiteSpace: 'normal' }}>
        {data.url}
      </Code>
      <CopyButton value={data.url}>
        {({ copied, copy }) => <Button onClick={copy}>{copied ? t('common:copied') : t('common:copy')}</Button>}
      </CopyButton>
    </Stack>
  )
}
