import { defineTemplate } from '../../platform/mail/letter.ts'

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
  },
})
