import { Anchor } from '@mantine/core'
import { getRouteApi, Link, useRouter } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Door } from './door.tsx'
import { SignInForm } from './sign-in-form.tsx'

const route = getRouteApi('/sign-in')

export function SignInPage() {
  const { t } = useTranslation('auth')
  const { next } = route.useSearch()
  const router = useRouter()
  return (
    <Door title={t('signIn.title')} lead={t('signIn.lead')}>
      <SignInForm onDone={() => router.history.push(next ?? '/')} />
      <Anchor component={Link} to="/forgotten-password" mt="md" display="inline-block">
        {t('signIn.forgotten')}
      </Anchor>
    </Door>
  )
}
