import { defineTemplate } from '../../platform/mail/letter.ts'

/** Asks a partner to take somebody on: who it is stands behind the link alone. */
export const outgoingSent = defineTemplate({
  needs: ['name', 'site', 'link'],
  words: {
    fr: ({ name, site, link }) => ({
      subject: 'Interra vous oriente quelqu’un',
      paragraphs: [
        `Bonjour ${name},`,
        `Interra ${site} souhaite orienter quelqu’un vers vous, avec son accord.`,
        'Le lien montre ce que la personne accepte de partager. Vous pouvez y répondre sans compte.',
      ],
      action: { label: 'Lire et répondre', url: link },
      note: 'Ce lien est pour vous seul·e : ne le transmettez pas.',
    }),
    en: ({ name, site, link }) => ({
      subject: 'Interra sends somebody to you',
      paragraphs: [
        `Hello ${name},`,
        `Interra ${site} would like to send somebody to you, with their consent.`,
        'The link shows what the person agrees to share. You can answer there without an account.',
      ],
      action: { label: 'Read and answer', url: link },
      note: 'This link is for you alone: do not pass it on.',
    }),
    nl: ({ name, site, link }) => ({
      subject: 'Interra verwijst iemand naar u door',
      paragraphs: [
        `Dag ${name},`,
        `Interra ${site} wil iemand naar u doorverwijzen, met toestemming van die persoon.`,
        'De link toont wat de persoon wil delen. U kunt er zonder account antwoorden.',
      ],
      action: { label: 'Lezen en antwoorden', url: link },
      note: 'Deze link is alleen voor u: geef hem niet door.',
    }),
  },
})

export const outgoingReminder = defineTemplate({
  needs: ['name', 'site', 'link'],
  words: {
    fr: ({ name, site, link }) => ({
      subject: 'Quelqu’un attend votre réponse',
      paragraphs: [
        `Bonjour ${name},`,
        `Interra ${site} vous a orienté quelqu’un. Pouvez-vous nous dire si vous pouvez l’accueillir ? Un non aide aussi.`,
      ],
      action: { label: 'Lire et répondre', url: link },
      note: 'Ce lien est pour vous seul·e : ne le transmettez pas.',
    }),
    en: ({ name, site, link }) => ({
      subject: 'Somebody waits for your answer',
      paragraphs: [
        `Hello ${name},`,
        `Interra ${site} sent somebody to you. Can you tell us whether you can welcome them? A no helps too.`,
      ],
      action: { label: 'Read and answer', url: link },
      note: 'This link is for you alone: do not pass it on.',
    }),
    nl: ({ name, site, link }) => ({
      subject: 'Iemand wacht op uw antwoord',
      paragraphs: [
        `Dag ${name},`,
        `Interra ${site} heeft iemand naar u doorverwezen. Kunt u ons zeggen of die persoon bij u terechtkan? Ook een nee helpt.`,
      ],
      action: { label: 'Lezen en antwoorden', url: link },
      note: 'Deze link is alleen voor u: geef hem niet door.',
    }),
  },
})
