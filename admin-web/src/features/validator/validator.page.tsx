import { faultsOfBody, type BodyFault } from '@interra/contracts'
import { partnerExamples } from '@interra/contracts/partner-examples'
import { Button, Code, Group, Stack, Text, Textarea, Title } from '@mantine/core'
import { Suspense, useState } from 'react'
import { I18nextProvider, useTranslation } from 'react-i18next'
import { useDoorLanguage, type DoorLocale } from '../../lib/door-language.ts'
import { DoorGround } from '../../ui/door-ground.tsx'
import { Notice } from '../../ui/notice.tsx'
import { placeOfFault } from './json-place.ts'
import { useRemedy } from './remedy.ts'

const offered = ['fr', 'nl', 'en'] as const
const example = JSON.stringify(partnerExamples.sendReferral.body, null, 2)

/** Where a software vendor tries the body of a referral without a key. What is pasted stays in the browser. */
export function ValidatorPage() {
  const { words, locale, choose } = useDoorLanguage('validator', offered)
  return (
    <I18nextProvider i18n={words}>
      <Suspense>
        <Ground locale={locale} choose={choose} />
      </Suspense>
    </I18nextProvider>
  )
}

function Ground({ locale, choose }: { locale: DoorLocale; choose: (locale: DoorLocale) => void }) {
  const { t } = useTranslation('validator')
  return (
    <DoorGround
      title={t('title')}
      brand={t('brand')}
      language={t('language')}
      nameOf={(one) => t(`languages.${one}`)}
      offered={offered}
      locale={locale}
      choose={choose}
    >
      <Validator />
    </DoorGround>
  )
}

type Checked = { place: { line: number; column: number } } | { faults: readonly BodyFault[] }

async function checked(text: string): Promise<Checked> {
  const place = placeOfFault(text)
  if (place !== null) return { place }
  const { bodySchema } = await import('../../lib/contract-body.ts')
  const schema = bodySchema('sendReferral')
  return { faults: schema ? faultsOfBody(schema, JSON.parse(text), new Date()) : [] }
}

function Validator() {
  const { t } = useTranslation('validator')
  const [text, setText] = useState('')
  const [found, setFound] = useState<Checked | null>(null)
  const check = async () => setFound(await checked(text))
  return (
    <Stack gap="md">
      <Title order={1} size="h2">
        {t('title')}
      </Title>
      <Text>{t('lead')}</Text>
      <Textarea
        label={t('body')}
        description={t('keys')}
        value={text}
        onChange={({ currentTarget: { value } }) => setText(value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
          event.preventDefault()
          void check()
        }}
        minRows={8}
        maxRows={16}
        dir="ltr"
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="off"
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
      />
      <Group>
        <Button size="md" onClick={() => void check()}>
          {t('check')}
        </Button>
        <Button
          size="md"
          variant="default"
          onClick={() => {
            setText(example)
            setFound(null)
          }}
        >
          {t('example')}
        </Button>
      </Group>
      <div aria-live="polite">{found && <Result found={found} />}</div>
      {found && 'faults' in found && <Faults faults={found.faults} />}
      <Text size="sm" c="dimmed">
        {t('rest')}
      </Text>
    </Stack>
  )
}

function Result({ found }: { found: Checked }) {
  const { t } = useTranslation('validator')
  if ('place' in found)
    return (
      <Notice tone="bad" title={t('noJson', found.place)}>
        {t('noJsonText')}
      </Notice>
    )
  const count = found.faults.length
  return count === 0 ? <Notice tone="good" title={t('good')} /> : <Notice tone="bad" title={t('faults', { count })} />
}

function Faults({ faults }: { faults: readonly BodyFault[] }) {
  const { t } = useTranslation('validator')
  const remedy = useRemedy()
  return (
    <Stack component="dl" gap="sm" m={0}>
      {faults.map((fault) => (
        <div key={fault.pointer}>
          <dt>
            <Code style={{ overflowWrap: 'anywhere' }}>{fault.pointer === '' ? t('whole') : fault.pointer}</Code>
          </dt>
          <Text component="dd" m={0} style={{ overflowWrap: 'anywhere' }}>
            {remedy(fault)}
          </Text>
        </div>
      ))}
    </Stack>
  )
}
