import type { ReferralRow } from '@interra/contracts'
import { Button, Select } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useColleagues } from '../../lib/choices.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ActForm } from '../../ui/form/act-form.tsx'
import { useActForm } from '../../ui/form/use-act-form.ts'
import { say } from '../../ui/undo-bar.tsx'
import { staleReferrals } from './referral-words.ts'

const ended: readonly string[] = ['declined', 'linked', 'closed', 'withdrawn', 'expired', 'transferred']

/** Gives a referral that is open to a colleague. */
export function HandOver({ referral }: { referral: ReferralRow }) {
  const { t } = useTranslation('referrals')
  // as it was when the window opened: the list may move on behind it
  const [on, setOn] = useState<ReferralRow | null>(null)
  const close = () => setOn(null)
  return (
    <>
      {!ended.includes(referral.status) && (
        <Button variant="subtle" onClick={() => setOn(referral)}>
          {t('handOver.title')}
        </Button>
      )}
      <Dialog opened={on !== null} close={close} title={t('handOver.title')}>
        {on && <HandOverForm referral={on} close={close} />}
      </Dialog>
    </>
  )
}

function HandOverForm({ referral, close }: { referral: ReferralRow; close: () => void }) {
  const { t } = useTranslation('referrals')
  const colleagues = useColleagues(referral.siteId)
  const form = useActForm('handOverReferral', {
    initial: { ownerId: referral.owner?.id ?? null },
    input: { params: { referralId: referral.id }, ifMatch: referral.version },
    toBody: ({ ownerId }: { ownerId: string | null }) => ({ ownerId: ownerId ?? '' }),
    stale: staleReferrals,
    onDone: () => {
      close()
      say(t('handOver.done'))
    },
  })
  return (
    <ActForm form={form} submit={t('handOver.submit')} cancel={close} guard={false}>
      <Select {...form.field('ownerId', t('ownerLabel'))} data={colleagues} searchable />
    </ActForm>
  )
}
