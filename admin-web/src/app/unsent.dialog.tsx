import { Button, Group, Text } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { unsentCount } from '../lib/session.ts'
import { Dialog } from '../ui/dialog.tsx'

/** Leaving an account wipes the device: asks first when something recorded here was not sent yet. */
export function useAskUnsent(leave: () => void): { ask: () => void; dialog: ReactNode } {
  const [unsent, setUnsent] = useState(0)
  return {
    ask: () => (unsentCount() > 0 ? setUnsent(unsentCount()) : leave()),
    dialog: <UnsentDialog count={unsent} stay={() => setUnsent(0)} leave={leave} />,
  }
}

function UnsentDialog({ count, stay, leave }: { count: number; stay: () => void; leave: () => void }) {
  const { t } = useTranslation('shell')
  return (
    <Dialog opened={count > 0} close={stay} title={t('unsent.title')}>
      <Text mb="md">{t('unsent.text', { count })}</Text>
      <Group justify="flex-end">
        <Button variant="default" onClick={leave}>
          {t('unsent.leave')}
        </Button>
        <Button data-autofocus onClick={stay}>
          {t('unsent.stay')}
        </Button>
      </Group>
    </Dialog>
  )
}
