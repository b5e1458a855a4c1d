import { Button, Group, Stack, TextInput, Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ActForm } from '../../ui/form/use-act-form.ts'
import { Icon } from '../../ui/icons.tsx'

export interface GivenCondition {
  readonly text: string
  readonly dueOn: string
}
export const noCondition: GivenCondition = { text: '', dueOn: '' }

/** The conditions of an admission, each with the day by which it is met. */
export function ConditionFields<V extends Record<string, unknown> & { conditions: readonly GivenCondition[] }>({
  form,
}: {
  form: ActForm<V>
}) {
  const { t } = useTranslation('applications')
  const { conditions } = form.values
  return (
    <Stack gap="sm">
      {conditions.map((_, index) => (
        <Group key={index} align="flex-start">
          <Textarea
            {...form.field(`conditions.${index}.text`, t('decide.condition', { number: index + 1 }))}
            autosize
            minRows={1}
            flex={1}
            miw="12rem"
          />
          <TextInput {...form.field(`conditions.${index}.dueOn`, t('decide.conditionDueOn'))} type="date" />
        </Group>
      ))}
      <Group gap="xs">
        {conditions.length < 10 && (
          <Button
            variant="default"
            leftSection={<Icon name="plus" size={18} />}
            onClick={() => form.set('conditions', [...conditions, noCondition])}
          >
            {t('decide.addCondition')}
          </Button>
        )}
        {conditions.length > 1 && (
          <Button variant="subtle" onClick={() => form.set('conditions', conditions.slice(0, -1))}>
            {t('decide.dropCondition')}
          </Button>
        )}
      </Group>
    </Stack>
  )
}
