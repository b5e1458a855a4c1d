import { dayInWords } from '../../platform/mail/day-words.ts'
import { defineTemplate } from '../../platform/mail/letter.ts'

/** Somebody who has an account already may do something more, until a day. */
export const guestAccess = defineTemplate({
  needs: ['name', 'untilOn', 'link'],
  words: {
    fr: ({ name, untilOn, link }) => ({
      subject: 'Votre accès à InterLab',
      paragraphs: [
        `Bonjour ${name},`,
        `Interra vous confie quelque chose dans InterLab, jusqu’au ${dayInWords('fr', untilOn)}. Connectez-vous avec votre compte : vos tâches sont sur la première page.`,
      ],
      action: { label: 'Voir mes tâches', url: link },
    }),
    en: ({ name, untilOn, link }) => ({
      subject: 'Your access to InterLab',
      paragraphs: [
        `Hello ${name},`,
        `Interra entrusts something to you in InterLab, until ${dayInWords('en', untilOn)}. Sign in with your account: your tasks are on the first page.`,
      ],
      action: { label: 'See my tasks', url: link },
    }),
  },
})

/** An employer gets to know somebody who said yes to it. `contact`, `skills` and `languages` may be empty. */
export const introductionSent = defineTemplate({
  needs: ['contact', 'person', 'need', 'skills', 'languages', 'sender'],
  words: {
    fr: ({ contact, person, need, skills, languages, sender }) => ({
      subject: `Une personne à vous présenter : ${need}`,
      paragraphs: [
        contact === '' ? 'Bonjour,' : `Bonjour ${contact},`,
        `Vous cherchez quelqu’un : « ${need} ». Nous vous présentons ${person}, avec son accord.`,
        ...(skills === '' ? [] : [`Savoir-faire : ${skills}.`]),
        ...(languages === '' ? [] : [`Langues : ${languages}.`]),
        'Répondez à Interra pour convenir d’une rencontre.',
        `${sender}, pour Interra`,
      ],
    }),
    en: ({ contact, person, need, skills, languages, sender }) => ({
      subject: `Somebody to introduce to you: ${need}`,
      paragraphs: [
        contact === '' ? 'Hello,' : `Hello ${contact},`,
        `You are looking for somebody: “${need}”. We introduce ${person} to you, who agreed to it.`,
        ...(skills === '' ? [] : [`Skills: ${skills}.`]),
        ...(languages === '' ? [] : [`Languages: ${languages}.`]),
        'Answer Interra to agree on a meeting.',
        `${sender}, for Interra`,
      ],
    }),
    nl: ({ contact, person, need, skills, languages, sender }) => ({
      subject: `Iemand om aan u voor te stellen: ${need}`,
      paragraphs: [
        contact === '' ? 'Dag,' : `Dag ${contact},`,
        `U zoekt iemand: “${need}”. Wij stellen u ${person} voor, met diens toestemming.`,
        ...(skills === '' ? [] : [`Vaardigheden: ${skills}.`]),
        ...(languages === '' ? [] : [`Talen: ${languages}.`]),
        'Antwoord Interra om een ontmoeting af te spreken.',
        `${sender}, voor Interra`,
      ],
    }),
    ar: ({ contact, person, need, skills, languages, sender }) => ({
      subject: `شخص نقدّمه لكم: ${need}`,
      paragraphs: [
        contact === '' ? 'مرحبًا،' : `مرحبًا ${contact}،`,
        `تبحثون عن شخص: «${need}». نقدّم لكم ${person} بموافقة هذا الشخص.`,
        ...(skills === '' ? [] : [`المهارات: ${skills}.`]),
        ...(languages === '' ? [] : [`اللغات: ${languages}.`]),
        'أجيبوا إنترا للاتفاق على لقاء.',
        `${sender}، باسم إنترا`,
      ],
    }),
  },
})
