import { actsFrom, decliners, introductionMachine, type Introduction } from '@interra/contracts'
import { Button, Group, Menu, NativeSelect, Text, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../lib/query.ts'
import { useDates } from '../../lib/use-dates.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ActForm } from '../../ui/form/act-form.tsx'
import { useActForm } from '../../ui/form/use-act-form.ts'
import { Icon } from '../../ui/icons.tsx'
import { say } from '../../ui/undo-bar.tsx'
import { staleEmployers } from './employer-words.ts'

type Open = 'send' | 'meet' | 'start' | 'decline' | null

/** What can be done with it now, the step that leads on first. */
export function IntroductionActs({ introduction }: { introduction: Introduction }) {
  const { t } = useTranslation('employers')
  const [open, setOpen] = useState<Open>(null)
  const acts = actsFrom(introductionMachine, introduction.status)
  const close = () => setOpen(null)
  const input = { params: { introductionId: introduction.id }, ifMatch: introduction.version }
  const consent = useAct('consentToIntroduction', { stale: staleEmployers, done: () => say(t('done.consented')) })
  const lapse = useAct('lapseIntroduction', { stale: staleEmployers, done: () => say(t('done.lapsed')) })
  const dated = acts.find((one) => one === 'meet' || one === 'start')
  return (
    <>
      <Group gap="sm">
        {acts.includes('consent') && (
          <Button loading={consent.isPending} onClick={() => consent.mutate(input)}>
            {t('acts.consent')}
          </Button>
        )}
        {acts.includes('send') && <Button onClick={() => setOpen('send')}>{t('acts.send')}</Button>}
        {dated && <Button onClick={() => setOpen(dated)}>{t(`acts.${dated}`)}</Button>}
        {acts.includes('decline') && (
          <Menu position="bottom-end">
            <Menu.Target>
              <Button variant="default" aria-label={t('acts.more')}>
                <Icon name="more" size={18} />
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={() => setOpen('decline')}>{t('acts.decline')}</Menu.Item>
              <Menu.Item onClick={() => lapse.mutate(input)}>{t('acts.lapse')}</Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )}
      </Group>
      <Dialog opened={open === 'send'} close={close} title={t('acts.send')}>
        <Sending introduction={introduction} close={close} />
      </Dialog>
      <Dialog opened={open === 'meet' || open === 'start'} close={close} title={dated && t(`acts.${dated}`)}>
        {dated && <DayForm introduction={introduction} act={dated} close={close} />}
      </Dialog>
      <Dialog opened={open === 'decline'} close={close} title={t('acts.decline')}>
        <DeclineForm introduction={introduction} close={close} />
      </Dialog>
    </>
  )
}

interface FormProps {
  introduction: Introduction
  close: () => void
}

/** The first that leaves the house: said before it goes. */
function Sending({ introduction, close }: FormProps) {
  const { t } = useTranslation(['employers', 'common'])
  const send = useAct('sendIntroduction', {
    stale: staleEmployers,
    done: () => {
      close()
      say(t('done.sent'))
    },
  })
  const { id, version, employer, toEmployer } = introduction
  return (
    <>
      <Text mb="md">{t('sending', { employer: employer.name, name: toEmployer.name ?? t('hidden') })}</Text>
      <Group justify="flex-end">
        <Button variant="default" onClick={close}>
          {t('common:cancel')}
        </Button>
        <Button
          data-autofocus
          loading={send.isPending}
          onClick={() => send.mutate({ params: { introductionId: id }, ifMatch: version })}
        >
          {t('send')}
        </Button>
      </Group>
    </>
  )
}

function DayForm({ introduction, act, close }: FormProps & { act: 'meet' | 'start' }) {
  const { t } = useTranslation(['employers', 'common'])
  const today = useDates().now().date
  const form = useActForm(act === 'meet' ? 'meetEmployer' : 'startAtEmployer', {
    initial: { on: today },
    input: { params: { introductionId: introduction.id }, ifMatch: introduction.version },
    stale: staleEmployers,
    onDone: () => {
      close()
      say(t(`done.${act}`))
    },
  })
  return (
    <ActForm form={form} submit={t('common:save')} cancel={close} guard={false}>
      <TextInput
        {...form.field('on', t(act === 'meet' ? 'fields.meetingOn' : 'fields.startedOn'))}
        type="date"
        {...(act === 'start' ? { max: today } : {})}
        data-autofocus
      />
    </ActForm>
  )
}

function DeclineForm({ introduction, close }: FormProps) {
  const { t } = useTranslation('employers')
  const form = useActForm('declineIntroduction', {
    initial: { by: 'person', reason: '' },
    input: { params: { introductionId: introduction.id }, ifMatch: introduction.version },
    stale: staleEmployers,
    onDone: () => {
      close()
      say(t('done.declined'))
    },
  })
  return (
    <ActForm form={form} submit={t('acts.decline')} cancel={close} guard={false}>
      <NativeSelect
        {...form.field('by', t('fields.by'))}
        data={decliners.map((value) => ({ value, label: t(`by.${value}`) }))}
      />
      <Textarea {...form.field('reason', t('fields.reason'))} data-autofocus />
    </ActForm>
  )
}
