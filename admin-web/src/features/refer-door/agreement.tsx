import { referralConsentTexts } from '@interra/contracts'
import { Checkbox, NativeSelect, Radio, Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { doorLocales } from '../../lib/door-language.ts'
import { Notice } from '../../ui/notice.tsx'
import { languageChoices } from './languages.ts'
import { placeOf, type PartProps } from './part.ts'

const methods = ['oral', 'oral_interpreter', 'written'] as const

/** What the person is told in their language, and what they answered. */
export function Agreement({ draft, locale, write, fault }: PartProps) {
  const { t } = useTranslation('refer-door')
  const written = doorLocales.find((one) => one === draft.read)
  const text = referralConsentTexts[written ?? locale]
  return (
    <Stack>
      <Title order={2} size="h3">
        {t('consent.title')}
      </Title>
      <NativeSelect
        size="md"
        label={t('consent.language')}
        value={draft.read}
        data={languageChoices(locale)}
        onChange={({ currentTarget: { value } }) => write({ read: value })}
      />
      <Text>{written === undefined ? t('consent.noText') : t('consent.lead')}</Text>
      <Notice tone="info">
        <div lang={written ?? locale} dir={written === 'ar' ? 'rtl' : 'ltr'}>
          {[text.referral_receive, text.referral_feedback, text.free].map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </div>
      </Notice>
      <div id={placeOf('receive')}>
        <Checkbox
          size="md"
          label={t('consent.receive')}
          checked={draft.receive}
          error={fault('receive')}
          onChange={({ currentTarget: { checked } }) => write({ receive: checked })}
        />
      </div>
      <Checkbox
        size="md"
        label={t('consent.feedback')}
        checked={draft.feedback}
        onChange={({ currentTarget: { checked } }) => write({ feedback: checked })}
      />
      <div id={placeOf('method')}>
        <Radio.Group
          size="md"
          label={t('consent.method')}
          value={draft.method}
          error={fault('method')}
          onChange={(method) => write({ method })}
        >
          <Stack gap="xs" mt="xs">
            {methods.map((one) => (
              <Radio key={one} size="md" value={one} label={t(`consent.methods.${one}`)} />
            ))}
          </Stack>
        </Radio.Group>
      </div>
    </Stack>
  )
}
