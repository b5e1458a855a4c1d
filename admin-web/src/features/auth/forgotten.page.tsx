import { Anchor, TextInput } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ActForm } from '../../ui/form/act-form.tsx'
import { useActForm } from '../../ui/form/use-act-form.ts'
import { Notice } from '../../ui/notice.tsx'
import { Door } from './door.tsx'

/** The same answer whether the address is known or not. */
export function ForgottenPage() {
  const { t } = useTranslation('auth')
  const [sentTo, setSentTo] = useState<string | null>(null)
  const form = useActForm('requestReset', {
    initial: { email: '' },
    stale: [],
    onDone: (_answer, { email }) => setSentTo(email),
  })
  return (
    <Door title={t('forgotten.title')} lead={t('forgotten.lead')}>
      {sentTo === null ? (
        <ActForm form={form} submit={t('forgotten.submit')} guard={false} wide>
          <TextInput {...form.field('email', t('email'))} type="email" autoComplete="username" autoFocus />
        </ActForm>
      ) : (
        <Notice role="status" tone="good" icon="mail">
          {t('forgotten.sent', { email: sentTo })}
        </Notice>
      )}
      <Anchor component={Link} to="/sign-in" mt="md" display="inline-block">
        {t('backToSignIn')}
      </Anchor>
    </Door>
  )
}
