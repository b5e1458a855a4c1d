import { isBrokenRule, type BodyFault } from '@interra/contracts'
import { useTranslation } from 'react-i18next'

const keywords = [
  'required',
  'additionalProperties',
  'enum',
  'const',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'minItems',
  'maxItems',
  'uniqueItems',
  'national-number-refused',
  'birth-date-impossible',
] as const
const types = ['object', 'array', 'string', 'integer', 'boolean'] as const
/** Rules of a referral that a body can break by itself. */
const rules = ['in-the-future', 'receive-not-agreed', 'support-not-agreed', 'exactly-one', 'nobody-to-reach'] as const
/** Members that have a form of their own. */
const members = [
  'partnerReference',
  'referredAt',
  'givenAt',
  'email',
  'phone',
  'birthDate',
  'validUntil',
  'code',
  'language',
  'municipalityNis',
  'value',
  'interests',
  'requestedServices',
  'previousReferralId',
  'textVersion',
] as const
const oneOf = <T extends string>(list: readonly T[], value: unknown) => list.find((one) => one === value)

/** What to do about a fault, in the language of the page. */
export function useRemedy(): (fault: BodyFault) => string {
  const { t } = useTranslation('validator')
  return ({ pointer, code, params = {} }) => {
    const rule = isBrokenRule(params['rule']) && oneOf(rules, params['rule'])
    if (rule) return t(`rules.${rule}`)
    // an item is spoken of by its list
    const name = pointer.split('/').findLast((one) => !/^\d+$/.test(one))
    const member = oneOf(members, name)
    const isOfForm = code === 'pattern' || code === 'format' || (code === 'enum' && member === 'requestedServices')
    if (isOfForm) return member ? t(`forms.${member}`) : t('forms.text')
    const type = code === 'type' && oneOf(types, params['type'])
    if (type) return t(`types.${type}`)
    const keyword = oneOf(keywords, code)
    if (!keyword) return t('invalid')
    const { limit, allowedValues } = params
    return t(`remedies.${keyword}`, {
      limit: Number(limit ?? 0),
      values: Array.isArray(allowedValues) ? allowedValues.join(', ') : '',
    })
  }
}
