import type { Static } from 'typebox'
import type { Locale } from './primitives.ts'

export type FormLocale = Static<typeof Locale>
type Words = Readonly<Record<FormLocale, string>>
export interface FormQuestion {
  readonly id: string
  /** Without it nothing is submitted. */
  readonly required: boolean
  readonly words: Words
  /** One of these is chosen; without them one writes freely. */
  readonly choices?: readonly { readonly value: string; readonly words: Words }[]
}
export interface ApplicationForm {
  readonly version: number
  readonly questions: readonly FormQuestion[]
}

const choice = (value: string, fr: string, en: string, nl: string, ar: string) => ({ value, words: { fr, en, nl, ar } })
const yes = choice('yes', 'Oui', 'Yes', 'Ja', 'نعم')
const no = choice('no', 'Non', 'No', 'Nee', 'لا')
const unknown = choice('unknown', 'Je ne sais pas', 'I do not know', 'Ik weet het niet', 'لا أعرف')

const first: ApplicationForm = {
  version: 1,
  questions: [
    {
      id: 'idea',
      required: true,
      words: {
        fr: 'Quel est votre projet ?',
        en: 'What is your project?',
        nl: 'Wat is je project?',
        ar: 'ما هو مشروعك؟',
      },
    },
    {
      id: 'forWhom',
      required: true,
      words: {
        fr: 'Pour qui ? Qu’est-ce que cela leur apporte ?',
        en: 'For whom? What does it bring them?',
        nl: 'Voor wie? Wat hebben zij eraan?',
        ar: 'لمن هذا المشروع؟ وماذا يقدّم لهم؟',
      },
    },
    {
      id: 'strengths',
      required: true,
      words: {
        fr: 'Qu’est-ce que vous savez faire qui aidera ce projet ? Un diplôme n’est pas nécessaire.',
        en: 'What can you do that will help this project? No diploma is needed.',
        nl: 'Wat kan je dat dit project vooruithelpt? Een diploma is niet nodig.',
        ar: 'ما الذي تجيده ويساعد هذا المشروع؟ لا حاجة إلى شهادة.',
      },
    },
    {
      id: 'tried',
      required: false,
      words: {
        fr: 'Qu’avez-vous déjà essayé ou commencé ?',
        en: 'What have you tried or begun already?',
        nl: 'Wat heb je al geprobeerd of begonnen?',
        ar: 'ما الذي جرّبته أو بدأته حتى الآن؟',
      },
    },
    {
      id: 'needs',
      required: true,
      words: {
        fr: 'De quoi avez-vous besoin pour avancer ?',
        en: 'What do you need in order to go on?',
        nl: 'Wat heb je nodig om verder te gaan?',
        ar: 'ماذا تحتاج لكي تتقدّم؟',
      },
    },
    {
      id: 'meeting',
      required: false,
      words: {
        fr: 'En quoi votre projet fait-il se rencontrer des personnes ?',
        en: 'How does your project make people meet?',
        nl: 'Hoe brengt je project mensen samen?',
        ar: 'كيف يجمع مشروعك بين الناس؟',
      },
    },
    {
      id: 'availability',
      required: true,
      words: {
        fr: 'Avez-vous du temps pour ce projet, au moins une journée par semaine ?',
        en: 'Do you have time for this project, a day a week at least?',
        nl: 'Heb je tijd voor dit project, minstens één dag per week?',
        ar: 'هل لديك وقت لهذا المشروع، يوم واحد في الأسبوع على الأقل؟',
      },
      choices: [yes, no, unknown],
    },
    {
      id: 'residence',
      required: true,
      words: {
        fr: 'Pensez-vous pouvoir rester en Belgique pendant le programme ? Nous ne demandons aucun papier.',
        en: 'Do you expect to be able to stay in Belgium during the programme? We ask for no papers.',
        nl: 'Denk je in België te kunnen blijven tijdens het programma? We vragen geen papieren.',
        ar: 'هل تتوقع أن تتمكن من البقاء في بلجيكا خلال البرنامج؟ لا نطلب أي أوراق.',
      },
      choices: [yes, no, unknown],
    },
    {
      id: 'languageHelp',
      required: false,
      words: {
        fr: 'Voulez-vous de l’aide pour la langue ?',
        en: 'Would you like help with the language?',
        nl: 'Wil je hulp met de taal?',
        ar: 'هل تريد مساعدة في اللغة؟',
      },
      choices: [yes, no, unknown],
    },
  ],
}

/** Every version of the form that was ever answered; what was answered stays readable under its own. */
export const applicationForms: Readonly<Record<number, ApplicationForm>> = { 1: first }
export const latestFormVersion = 1

export interface GivenAnswer {
  readonly question: string
  readonly value: string
}

export const formOf = (version: number): ApplicationForm => applicationForms[version] ?? first

/** Required questions that have no answer yet, in the order of the form. */
export function unanswered(version: number, answers: readonly GivenAnswer[]): string[] {
  const said = new Set(answers.filter(({ value }) => value.trim() !== '').map(({ question }) => question))
  return formOf(version).questions.flatMap(({ id, required }) => (required && !said.has(id) ? [id] : []))
}

/** The first answer that its form does not know: another question, one asked twice, or a choice that is not offered. */
export function strangeAnswer(version: number, answers: readonly GivenAnswer[]): number | undefined {
  const { questions } = formOf(version)
  const found = answers.findIndex(({ question, value }, index) => {
    const asked = questions.find(({ id }) => id === question)
    if (!asked || answers.findIndex((one) => one.question === question) !== index) return true
    return value !== '' && asked.choices !== undefined && !asked.choices.some((one) => one.value === value)
  })
  return found === -1 ? undefined : found
}

/**
 * Why an application may not go to a jury (domain reference 7.1): no idea, no strengths or needs said, no time, or no stay.
 * A stay that is unknown is no reason.
 */
export function unmetGates(answers: readonly GivenAnswer[]): string[] {
  const said = (id: string) => answers.find(({ question }) => question === id)?.value.trim() ?? ''
  const unmet: string[] = ['idea', 'strengths', 'needs'].filter((id) => said(id) === '')
  if (said('availability') !== 'yes') unmet.push('availability')
  if (said('residence') !== 'yes' && said('residence') !== 'unknown') unmet.push('residence')
  return unmet
}
