import type { SessionInfo } from '@interra/contracts'
import { PasswordInput, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ActForm } from '../../ui/form/act-form.tsx'
import { useActForm } from '../../ui/form/use-act-form.ts'
import { useWelcome } from '../../lib/account.ts'

interface SignInFormProps {
  /** Who is to sign in, and nobody else: their page stands behind. */
  email?: string
  onDone: (session: SessionInfo) => void
}

/** E-mail and password; the code of the second factor once the service asks for it. */
export function SignInForm({ email = '', onDone }: SignInFormProps) {
  const { t } = useTranslation('auth')
  const welcome = useWelcome()
  const [asked, setAsked] = useState(false)
  const form = useActForm('signIn', {
    initial: { email, password: '', code: '' },
    stale: [],
    onDone: (session) => void welcome(session).then(() => onDone(session)),
  })
  const codeNeeded = asked || form.problem?.code === 'second-factor-needed'
  if (codeNeeded && !asked) setAsked(true)
  return (
    <ActForm form={form} submit={t('signIn.submit')} guard={false} wide>
      <TextInput
        {...form.field('email', t('email'))}
        type="email"
        autoComplete="username"
        autoFocus={email === ''}
        readOnly={email !== ''}
      />
      <PasswordInput
        {...form.field('password', t('password'))}
        autoComplete="current-password"
        autoFocus={email !== ''}
        visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
      />
      {codeNeeded && (
        <TextInput
          {...form.field('code', t('code'))}
          description={t('codeHint')}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={6}
          autoFocus
        />
      )}
    </ActForm>
  )
}
