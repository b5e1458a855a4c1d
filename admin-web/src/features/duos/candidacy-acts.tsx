import { actsFrom, candidacyMachine, type Candidacy } from '@interra/contracts'
import { ActionIcon, Button, Group, Menu, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../lib/query.ts'
import { useCan } from '../../lib/session.ts'
import { useDates } from '../../lib/use-dates.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ActForm } from '../../ui/form/act-form.tsx'
import { ReasonForm } from '../../ui/form/reason-form.tsx'
import { useActForm } from '../../ui/form/use-act-form.ts'
import { Icon } from '../../ui/icons.tsx'
import { offerUndo, say } from '../../ui/undo-bar.tsx'
import { staleDuos } from './duos.queries.ts'

type Asked = 'meet' | 'pause' | 'withdraw' | 'end'
const later = ['pause', 'withdraw', 'end'] as const

/** The next step of a candidacy as the one primary button; what ends or pauses it stands in the menu. */
export function CandidacyActs({ candidacy }: { candidacy: Candidacy }) {
  const { t } = useTranslation('duos')
  const can = useCan()
  const [asked, setAsked] = useState<Asked | null>(null)
  const admit = useAct('admitCandidate', { stale: staleDuos, done: () => say(t('candidacyDone.admit')) })
  const resume = useAct('resumeCandidacy', { stale: staleDuos })
  if (!can('changeCandidacy', candidacy.siteId)) return null
  const acts = actsFrom(candidacyMachine, candidacy.status)
  const input = { params: { candidacyId: candidacy.id }, ifMatch: candidacy.version }
  const rest = later.filter((act) => acts.includes(act))
  return (
    <Group gap="sm">
      {acts.includes('meet') && <Button onClick={() => setAsked('meet')}>{t('candidacyActs.meet')}</Button>}
      {acts.includes('admit') && (
        <Button loading={admit.isPending} onClick={() => admit.mutate(input)}>
          {t('candidacyActs.admit')}
        </Button>
      )}
      {acts.includes('resume') && (
        <Button loading={resume.isPending} onClick={() => resume.mutate(input)}>
          {t('candidacyActs.resume')}
        </Button>
      )}
      {rest.length > 0 && (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon size={44} variant="default" aria-label={t('candidacyActs.more')}>
              <Icon name="more" strokeWidth={3.2} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {rest.map((act) => (
              <Menu.Item key={act} onClick={() => setAsked(act)}>
                {t(`candidacyActs.${act}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      <Dialog opened={asked !== null} close={() => setAsked(null)} title={asked && t(`candidacyActs.${asked}`)}>
        {asked === 'meet' && <MeetForm candidacy={candidacy} close={() => setAsked(null)} />}
        {asked === 'pause' && <PauseForm candidacy={candidacy} close={() => setAsked(null)} />}
        {(asked === 'withdraw' || asked === 'end') && (
          <ReasonForm
            act={asked === 'end' ? 'endCandidacy' : 'withdrawCandidacy'}
            input={input}
            stale={staleDuos}
            label={t('fields.reason')}
            description={asked === 'withdraw' ? t('candidacyActs.withdrawHint') : t('candidacyActs.endHint')}
            submit={t(`candidacyActs.${asked}`)}
            close={() => setAsked(null)}
            onDone={() => say(t(`candidacyDone.${asked}`))}
          />
        )}
      </Dialog>
    </Group>
  )
}

interface FormProps {
  candidacy: Candidacy
  close: () => void
}

function MeetForm({ candidacy, close }: FormProps) {
  const { t } = useTranslation('duos')
  const today = useDates().now().date
  const form = useActForm('meetCandidate', {
    initial: { interviewedOn: today, note: '' },
    input: { params: { candidacyId: candidacy.id }, ifMatch: candidacy.version },
    stale: staleDuos,
    onDone: close,
  })
  return (
    <ActForm form={form} submit={t('candidacyActs.meet')} cancel={close}>
      <TextInput {...form.field('interviewedOn', t('fields.interviewedOn'))} type="date" max={today} />
      <Textarea {...form.field('note', t('fields.interviewNote'))} data-autofocus />
    </ActForm>
  )
}

function PauseForm({ candidacy, close }: FormProps) {
  const { t } = useTranslation('duos')
  const today = useDates().now().date
  const resume = useAct('resumeCandidacy', { stale: staleDuos })
  const form = useActForm('pauseCandidacy', {
    initial: { until: '', reason: '' },
    input: { params: { candidacyId: candidacy.id }, ifMatch: candidacy.version },
    stale: staleDuos,
    onDone: ({ version }) => {
      close()
      offerUndo(t('candidacyDone.pause'), () =>
        resume.mutate({ params: { candidacyId: candidacy.id }, ifMatch: version }),
      )
    },
  })
  return (
    <ActForm form={form} submit={t('candidacyActs.pause')} cancel={close} guard={false}>
      <TextInput {...form.field('until', t('fields.until'))} type="date" min={today} />
      <TextInput {...form.field('reason', t('fields.reason'))} data-autofocus />
    </ActForm>
  )
}
