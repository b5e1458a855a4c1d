import { Anchor, Button, PasswordInput } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ActForm } from '../../ui/form/act-form.tsx'
import { useActForm } from '../../ui/form/use-act-form.ts'
import { Notice } from '../../ui/notice.tsx'
import { Door } from './door.tsx'

/** Reached by the link of an invitation or a reset. The token stands after `#`: it reaches no log and no other site. */
export function SetPasswordPage() {
  const { t } = useTranslation('auth')
  const [done, setDone] = useState(false)
  const [token] = useState(() => location.hash.slice(1))
  const form = useActForm('setPassword', {
    initial: { token, password: '' },
    stale: [],
    onDone: () => setDone(true),
  })
  if (done)
    return (
      <Door title={t('setPassword.done')} lead={t('setPassword.doneLead')}>
        <Button component={Link} to="/sign-in" fullWidth>
          {t('signIn.submit')}
        </Button>
      </Door>
    )
  const expired = !/^[\w-]{20,200}$/.test(token) || form.problem?.code === 'link-expired'
  return (
    <Door title={t('setPassword.title')} lead={t('setPassword.lead')}>
      {expired ? (
        <Notice role="alert" tone="warn" title={t('setPassword.expired')}>
          <Anchor component={Link} to="/forgotten-password">
            {t('setPassword.again')}
          </Anchor>
        </Notice>
      ) : (
        <ActForm form={form} submit={t('setPassword.submit')} guard={false} wide>
          <PasswordInput
            {...form.field('password', t('newPassword'))}
            description={t('setPassword.hint')}
            autoComplete="new-password"
            autoFocus
            visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
          />
        </ActForm>
      )}
    </Door>
  )
}
