import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { VenueRequestsProps } from '../../lib/seams.ts'
import { useCan } from '../../lib/session.ts'
import { Icon } from '../../ui/icons.tsx'
import { Panel } from '../../ui/panel.tsx'
import { AskVenueDialog } from './ask-venue.dialog.tsx'
import { RequestList } from './request-list.tsx'

/** On the page of a proposal or a workshop: which venues were asked, and asking another one. */
export function VenueRequests({ siteId, proposalId, workshopId, wished, requests }: VenueRequestsProps) {
  const { t } = useTranslation('venues')
  const can = useCan()
  const [asking, setAsking] = useState(false)
  const subject = workshopId === undefined ? { proposalId: proposalId ?? '' } : { workshopId }
  return (
    <Panel
      title={t('requests.place')}
      aside={
        can('askVenue', siteId) && (
          <Button variant="light" leftSection={<Icon name="mail" size={18} />} onClick={() => setAsking(true)}>
            {t('ask')}
          </Button>
        )
      }
    >
      <RequestList requests={requests} siteId={siteId} />
      <AskVenueDialog
        siteId={siteId}
        subject={subject}
        wished={wished ?? ''}
        opened={asking}
        close={() => setAsking(false)}
      />
    </Panel>
  )
}
