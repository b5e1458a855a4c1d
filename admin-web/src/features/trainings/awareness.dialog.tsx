import { awarenessAudiences, awarenessKinds, type AwarenessAction, type AwarenessKind } from '@interra/contracts'
import { Button, Fieldset, NativeSelect, NumberInput, SimpleGrid, Text, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { findPartners } from '../../lib/partners.ts'
import { useAct } from '../../lib/query.ts'
import { useDates } from '../../lib/use-dates.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ActForm } from '../../ui/form/act-form.tsx'
import { SearchSelect, type Found } from '../../ui/form/search-select.tsx'
import { useActForm, type ActForm as Form } from '../../ui/form/use-act-form.ts'
import { say } from '../../ui/undo-bar.tsx'
import { staleAwareness } from './training-words.ts'

interface Values extends Record<string, unknown> {
  kind: AwarenessKind
  title: string
  heldOn: string
  place: string
  partner: Found | null
  note: string
  pupils: number | string
  students: number | string
  professionals: number | string
  public: number | string
}

function toBody({ kind, title, heldOn, place, partner, note, ...counts }: Values) {
  const heads = awarenessAudiences.flatMap((audience) => {
    const count = counts[audience]
    return typeof count === 'number' && count > 0 ? [{ audience, heads: count }] : []
  })
  return { kind, title, heldOn, place, note, partnerId: partner?.value ?? null, heads }
}
const fieldOf = (path: string) => {
  if (path.startsWith('heads')) return 'pupils'
  return path === 'partnerId' ? 'partner' : path
}

interface AddAwarenessProps {
  siteId: string
  opened: boolean
  close: () => void
}

export function AddAwarenessDialog({ siteId, opened, close }: AddAwarenessProps) {
  const { t } = useTranslation('trainings')
  return (
    <Dialog opened={opened} close={close} title={t('awareness.add')}>
      <AddForm siteId={siteId} close={close} />
    </Dialog>
  )
}

function AddForm({ siteId, close }: Omit<AddAwarenessProps, 'opened'>) {
  const { t } = useTranslation(['trainings', 'common'])
  const initial: Values = {
    kind: 'talk',
    title: '',
    heldOn: useDates().now().date,
    place: '',
    partner: null,
    note: '',
    pupils: '',
    students: '',
    professionals: '',
    public: '',
  }
  const form = useActForm('addAwarenessAction', {
    initial,
    toBody: (values) => ({ ...toBody(values), siteId }),
    fieldOf,
    stale: staleAwareness,
    onDone: () => {
      close()
      say(t('done.action'))
    },
  })
  return (
    <ActForm form={form} submit={t('common:add')} cancel={close}>
      <Fields form={form} />
    </ActForm>
  )
}

function valuesOf(action: AwarenessAction): Values {
  const headsOf = (audience: string) => action.heads.find((one) => one.audience === audience)?.heads ?? ''
  return {
    kind: action.kind,
    title: action.title,
    heldOn: action.heldOn,
    place: action.place ?? '',
    partner: action.partnerId === null ? null : { value: action.partnerId, label: action.partnerName ?? '' },
    note: action.note ?? '',
    pupils: headsOf('pupils'),
    students: headsOf('students'),
    professionals: headsOf('professionals'),
    public: headsOf('public'),
  }
}

export function ChangeAwarenessDialog({ action, close }: { action: AwarenessAction | null; close: () => void }) {
  const { t } = useTranslation('trainings')
  return (
    <Dialog opened={action !== null} close={close} title={action && t('awareness.editNamed', { title: action.title })}>
      {action && <ChangeForm key={action.id} action={action} close={close} />}
    </Dialog>
  )
}

function ChangeForm({ action, close }: { action: AwarenessAction; close: () => void }) {
  const { t } = useTranslation(['trainings', 'common'])
  const one = { params: { awarenessActionId: action.id }, ifMatch: action.version }
  const remove = useAct('removeAwarenessAction', { stale: staleAwareness })
  const form = useActForm('changeAwarenessAction', {
    initial: valuesOf(action),
    input: one,
    toBody,
    fieldOf,
    stale: staleAwareness,
    onDone: close,
  })
  const takeOut = () =>
    remove.mutate(one, {
      onSuccess: () => {
        close()
        say(t('done.removed'))
      },
    })
  return (
    <>
      <ActForm form={form} submit={t('common:save')} cancel={close}>
        <Fields form={form} />
      </ActForm>
      <Button mt="md" variant="subtle" color="red" loading={remove.isPending} onClick={takeOut}>
        {t('awareness.remove')}
      </Button>
    </>
  )
}

function Fields({ form }: { form: Form<Values> }) {
  const { t } = useTranslation('trainings')
  const partner = form.field('partner', t('awareness.fields.partner'))
  return (
    <>
      <NativeSelect
        {...form.field('kind', t('awareness.fields.kind'))}
        data={awarenessKinds.map((value) => ({ value, label: t(`awareness.kinds.${value}`) }))}
      />
      <TextInput {...form.field('title', t('fields.title'))} autoComplete="off" data-autofocus />
      <TextInput {...form.field('heldOn', t('awareness.fields.heldOn'))} type="date" />
      <Fieldset legend={t('awareness.fields.heads')}>
        <Text size="sm" c="dimmed" mb="xs">
          {t('awareness.fields.headsHint')}
        </Text>
        <SimpleGrid cols={2}>
          {awarenessAudiences.map((audience) => (
            <NumberInput
              key={audience}
              {...form.field(audience, t(`awareness.audiences.${audience}`))}
              min={0}
              max={100_000}
              allowDecimal={false}
            />
          ))}
        </SimpleGrid>
      </Fieldset>
      <TextInput {...form.field('place', t('awareness.fields.place'))} autoComplete="off" />
      <SearchSelect
        label={t('awareness.fields.partner')}
        name="partner"
        value={form.values.partner}
        onChange={(chosen) => form.set('partner', chosen)}
        find={findPartners}
        error={partner['error'] as string | undefined}
      />
      <TextInput {...form.field('note', t('awareness.fields.note'))} autoComplete="off" />
    </>
  )
}
