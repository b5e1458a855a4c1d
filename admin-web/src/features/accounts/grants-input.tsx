import { guestRoles, programmes, staffRoles, type GrantRequest } from '@interra/contracts'
import { Button, Card, Fieldset, Group, NativeSelect, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useSite } from '../../lib/session.ts'
import { Icon } from '../../ui/icons.tsx'
import type { ActForm } from '../../ui/form/use-act-form.ts'

/** What this needs of a form whose values hold `grants`. */
interface GrantsForm {
  values: { grants: GrantRequest[] }
  field: ActForm<Record<string, unknown>>['field']
  set: (path: string, value: unknown) => void
}

/** The roles of an account, one card each, with what it opens in words. */
export function GrantsInput({ form }: { form: GrantsForm }) {
  const { t } = useTranslation('accounts')
  const { site } = useSite()
  const { grants } = form.values
  form.field('grants', t('fields.grants'))
  const add = () => {
    const grant: GrantRequest = { role: 'reader', siteId: site?.id ?? null, programme: null, expiresOn: null }
    form.set('grants', [...grants, grant])
  }
  return (
    <Fieldset legend={t('fields.grants')} variant="unstyled">
      <Stack>
        {grants.map((grant, at) => (
          <GrantCard key={at} form={form} at={at} grant={grant} only={grants.length === 1} />
        ))}
        <Button variant="light" leftSection={<Icon name="plus" size={18} />} onClick={add}>
          {t('addRole')}
        </Button>
      </Stack>
    </Fieldset>
  )
}

interface GrantCardProps {
  form: GrantsForm
  at: number
  grant: GrantRequest
  only: boolean
}

function GrantCard({ form, at, grant, only }: GrantCardProps) {
  const { t } = useTranslation(['accounts', 'roles'])
  const choices = useChoices()
  const isGuest = guestRoles.some((role) => role === grant.role)
  const field = (name: keyof GrantRequest, label: string) => form.field(`grants.${at}.${name}`, label)
  return (
    <Card padding="md">
      <Stack gap="sm">
        <NativeSelect {...field('role', t('fields.role'))} size="md" data={choices.roles} />
        <Text size="sm">
          <strong>{t('sees')}</strong> {t(`roles:roles.${grant.role}.sees`)}
          <br />
          <strong>{t('does')}</strong> {t(`roles:roles.${grant.role}.does`)}
        </Text>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <NativeSelect {...blankable(field('siteId', t('fields.site')))} size="md" data={choices.sites} />
          <NativeSelect {...blankable(field('programme', t('fields.programme')))} size="md" data={choices.programmes} />
        </SimpleGrid>
        <TextInput
          {...blankable(field('expiresOn', t('fields.expiresOn')))}
          description={isGuest ? t('fields.expiresHint') : undefined}
          type="date"
        />
        {!only && (
          <Group justify="flex-end">
            <Button variant="subtle" onClick={() => form.set('grants', form.values.grants.toSpliced(at, 1))}>
              {t('removeRole')}
            </Button>
          </Group>
        )}
      </Stack>
    </Card>
  )
}

/** An input shows nothing for null. */
const blankable = <P extends { value?: unknown }>(props: P) => ({ ...props, value: props.value ?? '' })

function useChoices() {
  const { t } = useTranslation(['accounts', 'roles'])
  const { sites } = useSite()
  const words = (role: GrantRequest['role']) => ({ value: role, label: t(`roles:roles.${role}.label`) })
  return {
    roles: [
      { group: t('staffRoles'), items: staffRoles.map(words) },
      { group: t('guestRoles'), items: guestRoles.map(words) },
    ],
    sites: [{ value: '', label: t('fields.everySite') }, ...sites.map(({ id, name }) => ({ value: id, label: name }))],
    programmes: [
      { value: '', label: t('fields.everyProgramme') },
      ...programmes.map((value) => ({ value, label: t(`roles:programmes.${value}`) })),
    ],
  }
}
