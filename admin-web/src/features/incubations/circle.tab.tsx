import { circleRoles, interlabGuestRoles, type CircleMember, type Incubation } from '@interra/contracts'
import { Button, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { findPartners } from '../../lib/partners.ts'
import { query } from '../../lib/query.ts'
import { useSeams, type Picked } from '../../lib/seams.ts'
import { useCan } from '../../lib/session.ts'
import { useDates } from '../../lib/use-dates.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ActForm } from '../../ui/form/act-form.tsx'
import { SearchSelect, type Found } from '../../ui/form/search-select.tsx'
import { useActForm } from '../../ui/form/use-act-form.ts'
import { Icon } from '../../ui/icons.tsx'
import css from '../../ui/line-list.module.css'
import { Panel } from '../../ui/panel.tsx'
import { Await } from '../../ui/states.tsx'
import { say } from '../../ui/undo-bar.tsx'
import { staleIncubation } from './incubation-words.ts'
import { Openings } from './openings.panel.tsx'

const route = getRouteApi('/in/incubations/$incubationId')

/** Who stands around somebody, and which doors they opened. */
export function CircleTab({ incubation }: { incubation: Incubation }) {
  return (
    <Stack>
      <Members incubation={incubation} />
      <Openings incubation={incubation} />
    </Stack>
  )
}

/** Who stands around somebody, for which organisation, from when to when; or who did on one day. */
function Members({ incubation }: { incubation: Incubation }) {
  const { t } = useTranslation('incubations')
  const can = useCan()
  const { on } = route.useSearch()
  const navigate = route.useNavigate()
  const [adding, setAdding] = useState(false)
  const [ending, setEnding] = useState<CircleMember | null>(null)
  const params = { incubationId: incubation.id }
  const circle = useQuery(query('listCircle', { params, query: on ? { on } : {} }))
  const show = (day: string) => void navigate({ search: (old) => ({ ...old, on: day || undefined }), replace: true })
  const mayChange = can('addCircleMember', incubation.siteId)
  return (
    <Panel
      title={t('circle.title')}
      aside={
        mayChange && (
          <Button variant="light" leftSection={<Icon name="plus" size={18} />} onClick={() => setAdding(true)}>
            {t('circle.add')}
          </Button>
        )
      }
    >
      <Group align="end">
        <TextInput
          type="date"
          label={t('circle.on')}
          value={on ?? ''}
          onChange={(event) => show(event.currentTarget.value)}
        />
        {on && (
          <Button variant="default" onClick={() => show('')}>
            {t('circle.all')}
          </Button>
        )}
      </Group>
      <Await query={circle} empty={<Text c="dimmed">{t('circle.empty')}</Text>}>
        {({ items }) => (
          <ul className={css['list']} aria-label={t('circle.title')}>
            {items.map((member) => (
              <Member key={member.id} member={member} siteId={incubation.siteId} end={mayChange ? setEnding : null} />
            ))}
          </ul>
        )}
      </Await>
      <Dialog opened={adding} close={() => setAdding(false)} title={t('circle.add')}>
        <AddForm incubation={incubation} close={() => setAdding(false)} />
      </Dialog>
      <Dialog
        opened={ending !== null}
        close={() => setEnding(null)}
        title={ending && t('circle.endOf', { name: ending.person.name ?? t('hidden') })}
      >
        {ending && <EndForm incubation={incubation} member={ending} close={() => setEnding(null)} />}
      </Dialog>
    </Panel>
  )
}

interface MemberProps {
  member: CircleMember
  siteId: string
  end: ((member: CircleMember) => void) | null
}

function Member({ member, siteId, end }: MemberProps) {
  const { t } = useTranslation('incubations')
  const dates = useDates()
  const { GuestInvite } = useSeams()
  const { person, role, partner, startsOn, endsOn } = member
  const guestRole = interlabGuestRoles.find((one) => one === role)
  const days = t('circle.line', {
    role: t(`circleRoles.${role}`),
    from: dates.day(startsOn, 'digits'),
    to: endsOn === null ? t('circle.toEnd') : dates.day(endsOn, 'digits'),
  })
  const name = person.name ?? t('hidden')
  return (
    <li className={css['line']}>
      <Stack gap={2} flex={1} miw="12rem">
        <Text fw={600}>
          <bdi>{name}</bdi>
        </Text>
        <Text size="sm" c="dimmed">
          {[days, partner?.name].filter(Boolean).join(' · ')}
        </Text>
      </Stack>
      {end && GuestInvite && guestRole && (
        <GuestInvite personId={person.personId} siteId={siteId} name={name} guestRole={guestRole} />
      )}
      {end && (
        <Button variant="default" aria-label={`${t('circle.end')}, ${name}`} onClick={() => end(member)}>
          {t('circle.end')}
        </Button>
      )}
    </li>
  )
}

const fields: Readonly<Record<string, string>> = { personId: 'person', partnerId: 'partner' }
interface Values extends Record<string, unknown> {
  person: Picked | null
  partner: Found | null
  role: string
  startsOn: string
  endsOn: string
}

function AddForm({ incubation, close }: { incubation: Incubation; close: () => void }) {
  const { t } = useTranslation(['incubations', 'common'])
  const { PersonPicker } = useSeams()
  const { startsOn, endsOn, today } = incubation
  const initial: Values = {
    person: null,
    partner: null,
    role: 'coach',
    startsOn: today < startsOn ? startsOn : today,
    endsOn: '',
  }
  const form = useActForm('addCircleMember', {
    initial,
    input: { params: { incubationId: incubation.id } },
    toBody: ({ person, partner, role, ...days }) => ({
      personId: person?.personId ?? '',
      partnerId: partner?.value ?? null,
      role,
      startsOn: days.startsOn,
      endsOn: days.endsOn || null,
    }),
    fieldOf: (path) => fields[path] ?? path,
    stale: staleIncubation,
    onDone: () => {
      close()
      say(t('circle.done'))
    },
  })
  const person = form.field('person', t('circle.person'))
  const partner = form.field('partner', t('circle.partner'))
  return (
    <ActForm form={form} submit={t('common:add')} cancel={close}>
      <PersonPicker
        label={t('circle.person')}
        value={form.values.person}
        onChange={(picked) => form.set('person', picked)}
        error={person['error'] as string | undefined}
      />
      <NativeSelect
        {...form.field('role', t('circle.role'))}
        data={circleRoles.map((value) => ({ value, label: t(`circleRoles.${value}`) }))}
      />
      <SearchSelect
        label={t('circle.partner')}
        name="partner"
        value={form.values.partner}
        onChange={(chosen) => form.set('partner', chosen)}
        find={findPartners}
        error={partner['error'] as string | undefined}
      />
      <TextInput type="date" {...form.field('startsOn', t('circle.from'))} min={startsOn} max={endsOn} />
      <TextInput type="date" {...form.field('endsOn', t('circle.to'))} min={startsOn} max={endsOn} />
    </ActForm>
  )
}

function EndForm(props: { incubation: Incubation; member: CircleMember; close: () => void }) {
  const { incubation, member, close } = props
  const { t } = useTranslation(['incubations', 'common'])
  const form = useActForm('endCircleMember', {
    initial: { endsOn: member.endsOn ?? incubation.today },
    input: { params: { incubationId: incubation.id, circleMemberId: member.id }, ifMatch: member.version },
    stale: staleIncubation,
    onDone: close,
  })
  return (
    <ActForm form={form} submit={t('common:save')} cancel={close} guard={false}>
      <TextInput
        type="date"
        {...form.field('endsOn', t('circle.to'))}
        min={member.startsOn}
        max={incubation.endsOn}
        data-autofocus
      />
    </ActForm>
  )
}
