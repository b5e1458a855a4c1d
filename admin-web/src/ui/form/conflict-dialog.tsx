import { Button, Group, Radio, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Clash } from './merge.ts'
import type { ActForm, Conflict } from './use-act-form.ts'
import { Dialog } from '../dialog.tsx'

interface ConflictDialogProps<V extends Record<string, unknown>> {
  form: ActForm<V>
  show?: (field: string, value: unknown) => string
}

/** Somebody else saved first: both values of each field that both changed, and the choice between them. */
export function ConflictDialog<V extends Record<string, unknown>>({ form, show = written }: ConflictDialogProps<V>) {
  const { t } = useTranslation()
  const { conflict } = form
  return (
    <Dialog opened={conflict !== null} close={() => form.settle(null)} title={t('conflict.title')} size="lg">
      {conflict && <Choices key={conflict.version} form={form} conflict={conflict} show={show} />}
    </Dialog>
  )
}

type Side = 'mine' | 'theirs'

function Choices<V extends Record<string, unknown>>(
  props: Required<ConflictDialogProps<V>> & { conflict: Conflict<V> },
) {
  const { form, conflict, show } = props
  const { t } = useTranslation()
  const [sides, setSides] = useState<Readonly<Record<string, Side>>>({})
  const settled = () => {
    const theirs = conflict.clashes.filter(({ field }) => sides[field] === 'theirs')
    return { ...conflict.values, ...Object.fromEntries(theirs.map((clash) => [clash.field, clash.theirs])) }
  }
  return (
    <Stack>
      <Text>{conflict.clashes.length > 0 ? t('conflict.choose') : t('conflict.none')}</Text>
      {conflict.clashes.map((clash) => (
        <ClashChoice
          key={clash.field}
          clash={clash}
          label={form.labelOf(clash.field)}
          show={show}
          side={sides[clash.field] ?? 'mine'}
          choose={(side) => setSides({ ...sides, [clash.field]: side })}
        />
      ))}
      <Group justify="flex-end">
        <Button variant="default" onClick={() => form.settle(null)}>
          {t('conflict.back')}
        </Button>
        <Button onClick={() => form.settle(settled())}>{t('conflict.save')}</Button>
      </Group>
    </Stack>
  )
}

interface ClashChoiceProps {
  clash: Clash
  label: string
  side: Side
  choose: (side: Side) => void
  show: (field: string, value: unknown) => string
}

function ClashChoice({ clash, label, side, choose, show }: ClashChoiceProps) {
  const { t } = useTranslation()
  const words = (value: unknown) => (typeof value === 'boolean' ? t(value ? 'yes' : 'no') : show(clash.field, value))
  return (
    <Radio.Group label={label} value={side} onChange={(value) => choose(value === 'theirs' ? 'theirs' : 'mine')}>
      <Stack gap="xs" mt="xs">
        <Radio value="mine" label={t('conflict.mine', { value: words(clash.mine) })} />
        <Radio value="theirs" label={t('conflict.theirs', { value: words(clash.theirs) })} />
      </Stack>
    </Radio.Group>
  )
}

function written(_field: string, value: unknown): string {
  if (value === null || value === undefined || value === '') return '—'
  return typeof value === 'string' ? value : JSON.stringify(value)
}
