import type { SurveyInvitation } from '@interra/contracts'
import { Button, Code, CopyButton, Stack, Text } from '@mantine/core'
import { useEffect, useEffectEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../lib/query.ts'
import { useDates } from '../../lib/use-dates.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { QrCode } from '../../ui/qr-code.tsx'
import { Late, Lines } from '../../ui/states.tsx'

interface LinkDialogProps {
  invitation: SurveyInvitation | null
  close: () => void
}

/** The link of one person, to show on the spot or to hand over. */
export function LinkDialog({ invitation, close }: LinkDialogProps) {
  const { t } = useTranslation('surveys')
  const title = invitation && t('linkOf', { name: invitation.name ?? '' })
  return (
    <Dialog opened={invitation !== null} close={close} title={title}>
      {invitation && <Link invitationId={invitation.id} close={close} />}
    </Dialog>
  )
}

function Link({ invitationId, close }: { invitationId: string; close: () => void }) {
  const { t } = useTranslation(['surveys', 'common'])
  const dates = useDates()
  const { mutate, data, error } = useAct('makeSurveyLink', { stale: [] })
  const make = useEffectEvent(() => mutate({ params: { invitationId } }, { onError: close }))
  // each one made ends the one before, so it is made once for what is shown
  useEffect(() => make(), [invitationId])
  if (!data)
    return error ? null : (
      <Late>
        <Lines count={2} />
      </Late>
    )
  return (
    <Stack align="center">
      <Text>{t('surveys:linkLead', { day: dates.dayOf(data.expiresAt) })}</Text>
      <QrCode text={data.url} label={t('surveys:qr')} />
      <Code block maw="100%" style={{ overflowWrap: 'anywhere', whiteSpace: 'normal' }}>
        {data.url}
      </Code>
      <CopyButton value={data.url}>
        {({ copied, copy }) => <Button onClick={copy}>{copied ? t('common:copied') : t('common:copy')}</Button>}
      </CopyButton>
    </Stack>
  )
}
