import {
  actsFrom,
  confidentialKinds,
  serviceKinds,
  serviceMachine,
  type Incubation,
  type ServiceRequest,
} from '@interra/contracts'
import { ActionIcon, Button, Group, Menu, NativeSelect, Stack, Text, Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { query, useAct } from '../../lib/query.ts'
import { useCan } from '../../lib/session.ts'
import { useDates } from '../../lib/use-dates.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ActForm } from '../../ui/form/act-form.tsx'
import { useActForm } from '../../ui/form/use-act-form.ts'
import { Icon } from '../../ui/icons.tsx'
import css from '../../ui/line-list.module.css'
import { TextLink } from '../../ui/links.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Await } from '../../ui/states.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { say } from '../../ui/undo-bar.tsx'
import { serviceTones, staleServices } from './incubation-words.ts'
import { NoteForm, PassOnForm } from './service-forms.tsx'

/** What is asked of the services for one person. */
export function ServicesOf({ incubation }: { incubation: Incubation }) {
  const { t } = useTranslation('incubations')
  const can = useCan()
  const [asking, setAsking] = useState(false)
  const list = useQuery(query('listServices', { query: { incubationId: incubation.id } }))
  return (
    <Panel
      title={t('services.title')}
      aside={
        can('askService', incubation.siteId) && (
          <Button variant="light" leftSection={<Icon name="plus" size={18} />} onClick={() => setAsking(true)}>
            {t('services.ask')}
          </Button>
        )
      }
    >
      <Await query={list} empty={<Text c="dimmed">{t('services.empty')}</Text>}>
        {({ items }) => <ServiceList services={items} />}
      </Await>
      <Dialog opened={asking} close={() => setAsking(false)} title={t('services.ask')}>
        <AskForm incubationId={incubation.id} close={() => setAsking(false)} />
      </Dialog>
    </Panel>
  )
}

function AskForm({ incubationId, close }: { incubationId: string; close: () => void }) {
  const { t } = useTranslation(['incubations', 'common'])
  const form = useActForm('askService', {
    initial: { kind: 'language', content: '' },
    toBody: (values) => ({ ...values, incubationId }),
    stale: staleServices,
    onDone: () => {
      close()
      say(t('services.done'))
    },
  })
  const confidential = confidentialKinds.some((one) => one === form.values.kind)
  return (
    <ActForm form={form} submit={t('common:add')} cancel={close}>
      <NativeSelect
        {...form.field('kind', t('services.kind'))}
        data={serviceKinds.map((value) => ({ value, label: t(`serviceKinds.${value}`) }))}
        data-autofocus
      />
      {confidential && <Notice tone="info">{t('services.confidential')}</Notice>}
      <Textarea {...form.field('content', t('services.content'))} autosize minRows={3} />
    </ActForm>
  )
}

type Opened = { readonly service: ServiceRequest; readonly what: 'note' | 'passOn' } | null

/** What waits first; each with what can be done by whoever reads it. */
export function ServiceList({ services, named = false }: { services: readonly ServiceRequest[]; named?: boolean }) {
  const { t } = useTranslation('incubations')
  const [opened, setOpened] = useState<Opened>(null)
  const close = () => setOpened(null)
  return (
    <>
      <ul className={css['list']} aria-label={t('services.title')}>
        {services.map((service) => (
          <Line key={service.id} service={service} named={named} open={setOpened} />
        ))}
      </ul>
      <Dialog opened={opened?.what === 'note'} close={close} title={t('services.note')}>
        {opened?.what === 'note' && <NoteForm service={opened.service} close={close} />}
      </Dialog>
      <Dialog opened={opened?.what === 'passOn'} close={close} title={t('serviceActs.passOn')}>
        {opened?.what === 'passOn' && <PassOnForm service={opened.service} close={close} />}
      </Dialog>
    </>
  )
}

interface LineProps {
  service: ServiceRequest
  named: boolean
  open: (opened: Opened) => void
}

function Line({ service, named, open }: LineProps) {
  const { t } = useTranslation('incubations')
  const dates = useDates()
  const can = useCan()
  const { kind, status, person, incubationId, askedAt, askedBy, mine, partner, siteId } = service
  const said = service.confidential ?? service.matter
  const answer = said?.answer ?? service.answer
  const name = person.name ?? t('hidden')
  const by = mine ? t('services.you') : (askedBy ?? t('hidden'))
  const asked = t('services.line', { day: dates.dayOf(askedAt, 'digits'), by })
  return (
    <li className={css['line']}>
      <Stack gap={2} flex={1} miw="12rem" align="flex-start">
        <Text fw={600}>{t(`serviceKinds.${kind}`)}</Text>
        {named && can('getIncubation', siteId) && (
          <TextLink to="/incubations/$incubationId" params={{ incubationId }} search={{ tab: 'services' }}>
            <bdi>{name}</bdi>
          </TextLink>
        )}
        {named && !can('getIncubation', siteId) && (
          <Text>
            <bdi>{name}</bdi>
          </Text>
        )}
        {said ? <Text>{said.content}</Text> : <Text c="dimmed">{t('services.hiddenContent')}</Text>}
        {said?.notes && <Text size="sm">{said.notes}</Text>}
        {answer && (
          <Text>{mine ? t('services.toldYou', { text: answer }) : t('services.told', { name: by, text: answer })}</Text>
        )}
        {mine && !answer && <Text size="sm">{t('services.notToldYet')}</Text>}
        <Text size="sm" c="dimmed">
          {[asked, partner && t('services.passedTo', { name: partner.name })].filter(Boolean).join(' · ')}
        </Text>
      </Stack>
      <Group gap="xs">
        <StatusBadge tone={serviceTones[status]}>{t(`serviceStates.${status}`)}</StatusBadge>
        {/* who reads what was asked is who does the work, a guest apart */}
        {said && <Acts service={service} name={name} open={open} />}
      </Group>
    </li>
  )
}

function Acts({ service, name, open }: { service: ServiceRequest; name: string; open: (opened: Opened) => void }) {
  const { t } = useTranslation('incubations')
  const can = useCan()
  const move = useAct('moveService', { stale: staleServices })
  const { id: serviceRequestId, version: ifMatch, kind, status, siteId } = service
  // the team works on what it reads; a coach asks, and looks
  if (!confidentialKinds.includes(kind) && !can('moveIncubation', siteId)) return null
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon
          variant="default"
          size={40}
          aria-label={t('services.actsOf', { kind: t(`serviceKinds.${kind}`), name })}
        >
          <Icon name="more" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {actsFrom(serviceMachine, status).map((act) => (
          <Menu.Item
            key={act}
            onClick={() =>
              act === 'passOn'
                ? open({ service, what: 'passOn' })
                : move.mutate({ params: { serviceRequestId }, ifMatch, body: { act } })
            }
          >
            {t(`serviceActs.${act}`)}
          </Menu.Item>
        ))}
        <Menu.Item onClick={() => open({ service, what: 'note' })}>{t('services.note')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
