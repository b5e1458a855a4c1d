import type { ReferralRow } from '@interra/contracts'
import { Button, Group, Menu } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../lib/query.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Icon } from '../../ui/icons.tsx'
import { say } from '../../ui/undo-bar.tsx'
import { AcceptForm } from './accept.form.tsx'
import { isStaffAct, staleReferrals, type StaffAct } from './referral-words.ts'
import { StepForm } from './step.form.tsx'

/** Begins a step of a referral: at once when nothing is to be said, else in a window. */
export function useReferralActs(referral: ReferralRow | undefined): {
  start: (act: StaffAct) => void
  busy: boolean
  dialogs: ReactNode
} {
  const { t } = useTranslation('referrals')
  // as it was when the step began: the list may move on behind the window
  const [open, setOpen] = useState<{ act: StaffAct; on: ReferralRow } | null>(null)
  const take = useAct('moveReferral', { stale: staleReferrals, done: () => say(t('done.review')) })
  const close = () => setOpen(null)
  const start = (act: StaffAct) => {
    if (!referral || take.isPending) return
    const input = { params: { referralId: referral.id }, ifMatch: referral.version }
    if (act === 'review') take.mutate({ ...input, body: { act } })
    else setOpen({ act, on: referral })
  }
  const form = open && { referral: open.on, close }
  const dialogs = (
    <Dialog
      opened={open !== null}
      close={close}
      size="lg"
      title={open && t('actOn', { act: t(`acts.${open.act}`), name: open.on.name ?? t('hidden') })}
    >
      {form && (open.act === 'accept' ? <AcceptForm {...form} /> : <StepForm {...form} act={open.act} />)}
    </Dialog>
  )
  return { start, busy: take.isPending, dialogs }
}

/** The step that leads on first; the others behind it. */
export function ReferralActs({ referral }: { referral: ReferralRow }) {
  const { t } = useTranslation('referrals')
  const acts = useReferralActs(referral)
  const { next, possible } = referral
  const others = possible.filter(isStaffAct).filter((act) => act !== next)
  return (
    <>
      <Group gap="sm">
        {isStaffAct(next) && (
          <Button loading={acts.busy} onClick={() => acts.start(next)}>
            {t(`acts.${next}`)}
          </Button>
        )}
        {others.length > 0 && (
          <Menu position="bottom-end">
            <Menu.Target>
              <Button variant="default" aria-label={t('otherActs')}>
                <Icon name="more" size={18} />
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {others.map((act) => (
                <Menu.Item key={act} onClick={() => acts.start(act)}>
                  {t(`acts.${act}`)}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        )}
      </Group>
      {acts.dialogs}
    </>
  )
}
