import { referralReasons, referralServices } from '@interra/contracts'
import { sensitiveTopicsIn } from '@interra/contracts/sensitive-words'
import { Button, Checkbox, Group, NativeSelect, Radio, Stack, Text, Textarea, TextInput, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { DoorLocale } from '../../lib/door-language.ts'
import { Notice } from '../../ui/notice.tsx'
import { Agreement } from './agreement.tsx'
import type { Draft } from './draft.ts'
import { languageChoices } from './languages.ts'
import { placeOf, type PartProps } from './part.ts'
import css from '../../ui/door-ground.module.css'
import type { useForm } from './use-form.ts'

interface QuestionsProps {
  held: ReturnType<typeof useForm>
  draft: Draft
  partner: string
  locale: DoorLocale
}
const ways = ['phone', 'email', 'via_case_worker', 'via_centre'] as const

/** The whole form on one page: few questions, what is unknown stays empty. */
export function Questions({ held, draft, partner, locale }: QuestionsProps) {
  const { t } = useTranslation('refer-door')
  const { missing, refused, write } = held
  const part: PartProps = {
    draft,
    locale,
    write,
    fault: (field) => {
      const found = refused?.[field]
      if (found) return found.code === 'national-number-refused' ? t('noNumber') : t('wrong')
      return missing.includes(field) ? t('needed') : undefined
    },
  }
  const send = async () => {
    const first = await held.send()
    if (first !== undefined)
      document.getElementById(placeOf(first))?.querySelector<HTMLElement>('input, select, textarea')?.focus()
  }
  return (
    <Stack gap="xl">
      <div>
        <Title order={1} size="h2">
          {t('title')}
        </Title>
        <Text>{t('lead', { partner })}</Text>
      </div>
      <ThePerson {...part} />
      <Wishes {...part} />
      <Agreement {...part} />
      <You {...part} />
      {missing.length > 0 && (
        <Notice tone="warn" role="alert">
          {t('missing')}
        </Notice>
      )}
      {refused !== null && (
        <Notice tone="warn" role="alert">
          {t('refused')}
        </Notice>
      )}
      <div className={css['kept']}>
        <Group justify="space-between">
          <Button variant="subtle" onClick={held.restart}>
            {t('clear')}
          </Button>
          <Button size="lg" onClick={() => void send()}>
            {t('send')}
          </Button>
        </Group>
        <Text size="xs" c="dimmed" ta="center">
          {t('kept')}
        </Text>
      </div>
    </Stack>
  )
}

type TextField = 'name' | 'email' | 'phone' | 'givenName' | 'familyName' | 'personPhone' | 'personEmail'
interface LineProps extends PartProps {
  field: TextField
  label: string
  hint?: string
  type?: 'tel' | 'email'
}
function Line({ draft, write, fault, field, label, hint, type }: LineProps) {
  return (
    <div id={placeOf(field)}>
      <TextInput
        size="md"
        label={label}
        {...(hint === undefined ? {} : { description: hint })}
        {...(type === undefined ? {} : { type, inputMode: type })}
        value={draft[field]}
        error={fault(field)}
        maxLength={field === 'name' || field === 'email' || field === 'personEmail' ? 120 : 80}
        dir="auto"
        onChange={({ currentTarget: { value } }) => write({ [field]: value })}
      />
    </div>
  )
}

function ThePerson(part: PartProps) {
  const { t } = useTranslation('refer-door')
  const { draft, locale, write, fault } = part
  const languages = languageChoices(locale)
  const none = { value: '', label: t('person.choose') }
  return (
    <Stack>
      <Title order={2} size="h3">
        {t('person.title')}
      </Title>
      <Line {...part} field="givenName" label={t('person.givenName')} />
      <Line {...part} field="familyName" label={t('person.familyName')} hint={t('optional')} />
      <Radio.Group
        size="md"
        label={t('person.preference')}
        value={draft.preference}
        onChange={(value) => write({ preference: ways.find((one) => one === value) ?? 'phone' })}
      >
        <Stack gap="xs" mt="xs">
          {ways.map((way) => (
            <Radio key={way} size="md" value={way} label={t(`person.ways.${way}`)} />
          ))}
        </Stack>
      </Radio.Group>
      {draft.preference !== 'email' && (
        <Line
          {...part}
          field="personPhone"
          type="tel"
          label={t('person.phone')}
          {...(draft.preference === 'phone' ? {} : { hint: t('optional') })}
        />
      )}
      {draft.preference === 'email' && <Line {...part} field="personEmail" type="email" label={t('person.email')} />}
      <div id={placeOf('mother')}>
        <NativeSelect
          size="md"
          label={t('person.mother')}
          value={draft.mother}
          error={fault('mother')}
          data={[none, ...languages]}
          onChange={({ currentTarget: { value } }) => write({ mother: value })}
        />
      </div>
      <Radio.Group
        size="md"
        label={t('person.french')}
        value={draft.french}
        onChange={(value) => write({ french: levels.find((one) => one === value) ?? 'unknown' })}
      >
        <Group mt="xs">
          {levels.map((level) => (
            <Radio key={level} size="md" value={level} label={t(`person.levels.${level}`)} />
          ))}
        </Group>
      </Radio.Group>
      <NativeSelect
        size="md"
        label={t('person.other')}
        description={t('optional')}
        value={draft.other}
        data={[none, ...languages]}
        onChange={({ currentTarget: { value } }) => write({ other: value })}
      />
    </Stack>
  )
}
const levels = ['unknown', 'none', 'basic', 'good'] as const

function Wishes({ draft, write, fault }: PartProps) {
  const { t } = useTranslation('refer-door')
  const topics = sensitiveTopicsIn(draft.message)
  return (
    <Stack>
      <div id={placeOf('services')}>
        <Checkbox.Group
          size="md"
          label={t('services.title')}
          value={[...draft.services]}
          error={fault('services')}
          onChange={(services) => write({ services })}
        >
          <Stack gap="xs" mt="xs">
            {referralServices.map((one) => (
              <Checkbox key={one} size="md" value={one} label={t(`services.${one}`)} />
            ))}
          </Stack>
        </Checkbox.Group>
      </div>
      <div id={placeOf('reasons')}>
        <Checkbox.Group
          size="md"
          label={t('reasons.title')}
          value={[...draft.reasons]}
          error={fault('reasons')}
          onChange={(reasons) => write({ reasons: reasons.slice(0, 5) })}
        >
          <Stack gap="xs" mt="xs">
            {referralReasons.map((one) => (
              <Checkbox key={one} size="md" value={one} label={t(`reasons.${one}`)} />
            ))}
          </Stack>
        </Checkbox.Group>
      </div>
      <div id={placeOf('message')}>
        <Textarea
          size="md"
          label={t('message')}
          description={t('messageHint')}
          value={draft.message}
          error={fault('message')}
          autosize
          minRows={2}
          maxLength={500}
          dir="auto"
          onChange={({ currentTarget: { value } }) => write({ message: value })}
        />
        <Text size="sm" mt="xs" role="status">
          {topics.length > 0 && t('sensitive', { topics: topics.map((one) => t(`topics.${one}`)).join(', ') })}
        </Text>
      </div>
    </Stack>
  )
}

function You(part: PartProps) {
  const { t } = useTranslation('refer-door')
  const { draft, write, fault } = part
  return (
    <Stack>
      <Title order={2} size="h3">
        {t('you.title')}
      </Title>
      <Line {...part} field="name" label={t('you.name')} />
      <Line {...part} field="email" type="email" label={t('you.email')} hint={t('you.one')} />
      <Line {...part} field="phone" type="tel" label={t('you.phone')} />
      <div id={placeOf('commitment')}>
        <Checkbox
          size="md"
          label={t('consent.commitment')}
          checked={draft.commitment}
          error={fault('commitment')}
          onChange={({ currentTarget: { checked } }) => write({ commitment: checked })}
        />
      </div>
    </Stack>
  )
}
