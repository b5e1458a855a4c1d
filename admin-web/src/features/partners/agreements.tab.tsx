import { actsFrom, agreementMachine, type Agreement, type Partner } from '@interra/contracts'
import { Button, Group, Stack } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RouteName } from '../../lib/query.ts'
import { useCan } from '../../lib/session.ts'
import { useDates } from '../../lib/use-dates.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Facts, type Fact } from '../../ui/facts.tsx'
import { Icon } from '../../ui/icons.tsx'
import { Panel } from '../../ui/panel.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { AddAgreementForm, ChangeAgreementForm, SignForm, TerminateForm } from './agreement.forms.tsx'
import { standingTones } from './partner-words.ts'

const needs = {
  change: 'changeAgreement',
  sign: 'signAgreement',
  terminate: 'terminateAgreement',
} as const satisfies Record<string, RouteName>
type Act = keyof typeof needs

/** What was agreed with a partner, the latest first. */
export function Agreements({ partner }: { partner: Partner }) {
  const { t } = useTranslation('partners')
  const can = useCan()
  const [open, setOpen] = useState<{ act: Act; agreement: Agreement } | 'add' | null>(null)
  const close = () => setOpen(null)
  const act = open !== null && open !== 'add' ? open : undefined
  return (
    <Stack>
      {can('addAgreement', partner.siteId) && (
        <Group>
          <Button leftSection={<Icon name="plus" size={18} />} onClick={() => setOpen('add')}>
            {t('agreements.add')}
          </Button>
        </Group>
      )}
      {partner.agreements.length === 0 && <EmptyState icon="clipboard">{t('empty.agreements')}</EmptyState>}
      {partner.agreements.map((agreement) => (
        <One key={agreement.id} agreement={agreement} choose={(chosen) => setOpen({ act: chosen, agreement })} />
      ))}
      <Dialog opened={open !== null} close={close} title={act ? t(`agreements.${act.act}`) : t('agreements.add')}>
        {open === 'add' && <AddAgreementForm partnerId={partner.id} close={close} />}
        {act?.act === 'change' && <ChangeAgreementForm agreement={act.agreement} close={close} />}
        {act?.act === 'sign' && <SignForm agreement={act.agreement} close={close} />}
        {act?.act === 'terminate' && <TerminateForm agreement={act.agreement} close={close} />}
      </Dialog>
    </Stack>
  )
}

function One({ agreement, choose }: { agreement: Agreement; choose: (act: Act) => void }) {
  const { t } = useTranslation('partners')
  const dates = useDates()
  const can = useCan()
  const { startsOn, endsOn, standing, signedOn, endedOn } = agreement
  const acts = actsFrom(agreementMachine, agreement.status).filter((act) => can(needs[act], agreement.siteId))
  const facts: Fact[] = [
    { label: t('fields.purposes'), value: agreement.purposes.map((one) => t(`purposes.${one}`)).join(', ') },
    ...(agreement.obligations ? [{ label: t('fields.obligations'), value: agreement.obligations }] : []),
    ...(signedOn
      ? [
          { label: t('fields.signedOn'), value: dates.day(signedOn) },
          { label: t('fields.signedBy'), value: agreement.signedBy ?? t('unknown') },
          { label: t('fields.dataSharingVersion'), value: agreement.dataSharingVersion },
        ]
      : []),
    ...(endedOn
      ? [
          { label: t('fields.endedOn'), value: dates.day(endedOn) },
          { label: t('fields.reason'), value: agreement.endReason ?? t('hidden') },
        ]
      : []),
  ]
  const from = dates.day(startsOn)
  return (
    <Panel
      title={endsOn ? t('agreements.between', { from, until: dates.day(endsOn) }) : t('agreements.from', { from })}
      aside={<StatusBadge tone={standingTones[standing]}>{t(`standings.${standing}`)}</StatusBadge>}
    >
      <Facts facts={facts} />
      {acts.length > 0 && (
        <Group>
          {acts.map((act) => (
            <Button key={act} variant={act === 'sign' ? 'filled' : 'default'} onClick={() => choose(act)}>
              {t(`agreements.${act}`)}
            </Button>
          ))}
        </Group>
      )}
    </Panel>
  )
}
