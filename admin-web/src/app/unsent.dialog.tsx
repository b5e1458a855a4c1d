import { Button, Stack, Text } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useOffline } from '../lib/network.ts'
import { sendUnsent, totalOf, unsentCount, useUnsent } from '../lib/outbox.ts'
import { useSessionLost } from '../lib/session.ts'
import { Dialog } from '../ui/dialog.tsx'

/** Leaving an account wipes the device: asks first when something recorded here was not sent yet, and offers to send it. */
export function useAskUnsent(leave: () => void): { ask: () => void; dialog: ReactNode } {
  const [asks, setAsks] = useState(false)
  return {
    ask: () => (unsentCount() > 0 ? setAsks(true) : leave()),
    dialog: <UnsentDialog opened={asks} stay={() => setAsks(false)} leave={leave} />,
  }
}

function UnsentDialog({ opened, stay, leave }: { opened: boolean; stay: () => void; leave: () => void }) {
  const { t } = useTranslation('shell')
  const unsent = useUnsent()
  const [busy, setBusy] = useState(false)
  const offline = useOffline()
  const lost = useSessionLost()
  const maySend = !offline && !lost && unsent.waiting > 0
  const sendFirst = async () => {
    setBusy(true)
    await sendUnsent()
    setBusy(false)
    if (unsentCount() === 0) leave()
  }
  return (
    <Dialog opened={opened} close={stay} title={t('unsent.title')}>
      <Text mb="md">{t('unsent.text', { count: totalOf(unsent) })}</Text>
      <Stack gap="sm">
        {maySend && (
          <Button data-autofocus loading={busy} onClick={() => void sendFirst()}>
            {t('unsent.send')}
          </Button>
        )}
        <Button variant={maySend ? 'default' : 'filled'} data-autofocus={!maySend || undefined} onClick={stay}>
          {t('unsent.stay')}
        </Button>
        <Button variant="default" onClick={leave}>
          {t('unsent.leave')}
        </Button>
      </Stack>
    </Dialog>
  )
}
