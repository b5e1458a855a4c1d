import type { Application } from '@interra/contracts'
import { Button, Code, CopyButton, Stack, Text } from '@mantine/core'
import { useEffect, useEffectEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../lib/query.ts'
import { useDates } from '../../lib/use-dates.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { QrCode } from '../../ui/qr-code.tsx'
import { Late, Lines } from '../../ui/states.tsx'
import { staleApplications } from './application-words.ts'

interface LinkProps {
  application: Pick<Application, 'id' | 'linkExpiresAt'>
  opened: boolean
  close: () => void
}

/** The link by which somebody writes their application on their own phone: to show, or to hand over. */
export function ApplyLinkDialog({ application, opened, close }: LinkProps) {
  const { t } = useTranslation('applications')
  return (
    <Dialog opened={opened} close={close} title={t('link.title')}>
      <Link application={application} close={close} />
    </Dialog>
  )
}

function Link({ application: { id: applicationId, linkExpiresAt }, close }: Omit<LinkProps, 'opened'>) {
  const { t } = useTranslation(['applications', 'common'])
  const dates = useDates()
  // asked before this one is made
  const [replaces] = useState(linkExpiresAt !== null)
  const { mutate, data, error } = useAct('makeApplicationLink', { stale: staleApplications })
  const make = useEffectEvent(() => mutate({ params: { applicationId } }, { onError: close }))
  // each one made ends the one before, so it is made once for what is shown
  useEffect(() => make(), [applicationId])
  if (!data)
    return error ? null : (
      <Late>
        <Lines count={2} />
      </Late>
    )
  return (
    <Stack align="center">
      <Text>
        {t('applications:link.lead', { day: dates.dayOf(data.expiresAt) })}
        {replaces && ` ${t('applications:link.replaced')}`}
      </Text>
      <QrCode text={data.url} label={t('applications:link.qr')} />
      <Code block maw="100%" style={{ overflowWrap: 'anywhere', whiteSpace: 'normal' }}>
        {data.url}
      </Code>
      <CopyButton value={data.url}>
        {({ copied, copy }) => <Button onClick={copy}>{copied ? t('common:copied') : t('common:copy')}</Button>}
      </CopyButton>
    </Stack>
  )
}
