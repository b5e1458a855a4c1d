import type { Workshop, WorkshopHost } from '@interra/contracts'
import { Button, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../lib/query.ts'
import { useCan } from '../../lib/session.ts'
import { useDates } from '../../lib/use-dates.ts'
import { Icon } from '../../ui/icons.tsx'
import { Panel } from '../../ui/panel.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { say } from '../../ui/undo-bar.tsx'
import { AddHostDialog } from './add-host.dialog.tsx'
import { HostDialog } from './host.dialog.tsx'
import css from '../../ui/line-list.module.css'

/** Who hosts, whether they were trained and what they signed. */
export function Hosts({ workshop }: { workshop: Workshop }) {
  const { t } = useTranslation('workshops')
  const can = useCan()
  /** `new`, or the id of a host. */
  const [open, setOpen] = useState<string | null>(null)
  const mayChange = workshop.status !== 'ended' && can('addWorkshopHost', workshop.siteId)
  const close = () => setOpen(null)
  return (
    <Panel
      title={t('hosts.title')}
      aside={
        mayChange && (
          <Button variant="light" leftSection={<Icon name="plus" size={18} />} onClick={() => setOpen('new')}>
            {t('hosts.add')}
          </Button>
        )
      }
    >
      {workshop.hosts.length === 0 && <Text c="dimmed">{t('conditions.host_named.missing')}</Text>}
      <ul className={css['list']}>
        {workshop.hosts.map((host) => (
          <HostLine
            key={host.id}
            host={host}
            workshop={workshop}
            {...(mayChange ? { edit: () => setOpen(host.id) } : {})}
          />
        ))}
      </ul>
      <AddHostDialog workshop={workshop} opened={open === 'new'} close={close} />
      <HostDialog workshop={workshop} host={workshop.hosts.find(({ id }) => id === open) ?? null} close={close} />
    </Panel>
  )
}

interface HostLineProps {
  host: WorkshopHost
  workshop: Workshop
  edit?: () => void
}

function HostLine({ host, workshop, edit }: HostLineProps) {
  const { t } = useTranslation('workshops')
  const dates = useDates()
  const { trained, commitment } = host
  const trainedOn = host.attestedOn ?? host.trainedOn
  const name = host.person.name ?? t('hidden')
  return (
    <li className={css['line']}>
      <Stack gap={4} flex={1} miw="14rem" align="flex-start">
        <Text fw={600}>{t('hosts.line', { name, part: t(`parts.${host.part}`) })}</Text>
        <Group gap="xs">
          <StatusBadge tone={trained ? 'good' : 'warn'}>
            {trained && trainedOn ? t('hosts.trained', { day: dates.day(trainedOn, 'short') }) : t('hosts.untrained')}
          </StatusBadge>
          <StatusBadge tone={commitment ? 'good' : 'warn'}>
            {commitment ? t('hosts.signed', { day: dates.day(commitment.signedOn, 'short') }) : t('hosts.unsigned')}
          </StatusBadge>
        </Group>
      </Stack>
      <ToInterlab host={host} workshop={workshop} name={name} />
      {edit && (
        <Button variant="default" h={40} aria-label={t('hosts.editNamed', { name })} onClick={edit}>
          {t('hosts.edit')}
        </Button>
      )}
    </li>
  )
}

/** From a passion to a profession: a draft application of what they host. */
function ToInterlab({ host, workshop, name }: { host: WorkshopHost; workshop: Workshop; name: string }) {
  const { t } = useTranslation('workshops')
  const can = useCan()
  const draft = useAct('draftFromWorkshop', {
    stale: ['listApplications'],
    done: () => say(t('hosts.drafted', { name })),
  })
  if (!can('draftFromWorkshop', workshop.siteId)) return null
  return (
    <Button
      variant="default"
      h={40}
      loading={draft.isPending}
      aria-label={t('hosts.toInterlabNamed', { name })}
      onClick={() => draft.mutate({ params: { workshopId: workshop.id }, body: { personId: host.person.personId } })}
    >
      {t('hosts.toInterlab')}
    </Button>
  )
}
