import { defineTemplate } from '../../platform/mail/letter.ts'

/** `link`: address of the page that sets a password, valid until it is used or `days` have passed. */
export const accountInvitation = defineTemplate({
  needs: ['name', 'link', 'days'],
  words: {
    fr: ({ name, link, days }) => ({
      subject: 'Votre accès à la plateforme Interra',
      paragraphs: [
        `Bonjour ${name},`,
        'Un accès à la plateforme Interra a été créé pour vous. Choisissez votre mot de passe pour commencer.',
      ],
      action: { label: 'Choisir mon mot de passe', url: link },
      note: `Ce lien sert une seule fois et reste valable ${days} jours.`,
    }),
    en: ({ name, link, days }) => ({
      subject: 'Your access to the Interra platform',
      paragraphs: [
        `Hello ${name},`,
        'Access to the Interra platform was created for you. Choose your password to begin.',
      ],
      action: { label: 'Choose my password', url: link },
      note: `This link works once and is valid for ${days} days.`,
    }),
  },
})

export const passwordReset = defineTemplate({
  needs: ['name', 'link', 'minutes'],
  words: {
    fr: ({ name, link, minutes }) => ({
      subject: 'Votre nouveau mot de passe Interra',
      paragraphs: [
        `Bonjour ${name},`,
        'Un nouveau mot de passe a été demandé pour votre accès à la plateforme Interra.',
      ],
      action: { label: 'Choisir un nouveau mot de passe', url: link },
      note: `Ce lien sert une seule fois et reste valable ${minutes} minutes. Si la demande ne vient pas de vous, ignorez ce message : rien ne change.`,
    }),
    en: ({ name, link, minutes }) => ({
      subject: 'Your new Interra password',
      paragraphs: [`Hello ${name},`, 'A new password was requested for your access to the Interra platform.'],
      action: { label: 'Choose a new password', url: link },
      note: `This link works once and is valid for ${minutes} minutes. If you did not ask for it, ignore this message: nothing changes.`,
    }),
  },
})

/** `link`: address of the page that asks for a reset. */
export const passwordChanged = defineTemplate({
  needs: ['name', 'link'],
  words: {
    fr: ({ name, link }) => ({
      subject: 'Votre mot de passe Interra a été changé',
      paragraphs: [
        `Bonjour ${name},`,
        'Le mot de passe de votre accès à la plateforme Interra vient d’être changé, et vos autres sessions sont fermées.',
        'Si ce n’est pas vous, choisissez-en un autre tout de suite et prévenez l’administrateur.',
      ],
      action: { label: 'Choisir un nouveau mot de passe', url: link },
    }),
    en: ({ name, link }) => ({
      subject: 'Your Interra password was changed',
      paragraphs: [
        `Hello ${name},`,
        'The password of your access to the Interra platform was just changed, and your other sessions are ended.',
        'If it was not you, choose another one at once and tell the administrator.',
      ],
      action: { label: 'Choose a new password', url: link },
    }),
  },
})
